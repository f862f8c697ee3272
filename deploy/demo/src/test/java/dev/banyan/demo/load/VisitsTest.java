package dev.banyan.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.demo.SampleCustomers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private static final int MANY = 20_000;

    private final List<Visit> visits = visits();

    @Test
    void all_five_routes_are_visited() {
        Map<String, Long> byRoute =
                visits.stream().collect(Collectors.groupingBy(VisitsTest::route, Collectors.counting()));

        assertThat(byRoute)
                .containsOnlyKeys("orders.get", "orders.list", "orders.place", "customers.get", "catalog.search");
        assertThat(byRoute.values()).allMatch(count -> count > MANY / 25);
    }

    @Test
    void three_quarters_come_to_the_legacy_shop() {
        assertThat(visits.stream().filter(Visit::mobile).count()).isBetween(MANY * 22L / 100, MANY * 28L / 100);
    }

    @Test
    void no_customer_makes_more_than_a_few_percent_of_the_traffic() {
        Map<Integer, Long> byCustomer =
                visits.stream().collect(Collectors.groupingBy(Visit::customer, Collectors.counting()));

        assertThat(byCustomer.keySet()).allMatch(customer -> customer >= 1 && customer <= SampleCustomers.COUNT);
        assertThat(byCustomer.values()).allMatch(count -> count < MANY * 3 / 100);
        assertThat(byCustomer).hasSizeGreaterThan(SampleCustomers.COUNT * 9 / 10);
    }

    private static List<Visit> visits() {
        Random random = new Random(42);
        Visits source = new Visits();
        Function<Integer, Visit> next = ignored -> source.next(random);
        return IntStream.range(0, MANY).boxed().map(next).toList();
    }

    private static String route(Visit visit) {
        if (visit.path().startsWith("/catalog/search")) {
            return "catalog.search";
        }
        if (visit.path().startsWith("/customers/")) {
            return "customers.get";
        }
        if (visit.path().startsWith("/orders/")) {
            return "orders.get";
        }
        return visit.body() == null ? "orders.list" : "orders.place";
    }
}
