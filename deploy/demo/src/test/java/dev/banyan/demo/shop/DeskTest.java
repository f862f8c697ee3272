package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {

    private final Desk desk = new Desk(new Database(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "/orders/42-1, 200",
        "/orders/42-99, 404",
        "/orders/, 404",
        "/customers/2000, 200",
        "/customers/2001, 404",
        "/orders, 200",
        "/catalog/search, 200",
        "/coupons/SUMMER, 404",
        "/elsewhere, 404"
    })
    void paths_lead_where_they_say(String path, int status) {
        assertThat(get(path, "").status()).isEqualTo(status);
    }

    @Test
    void a_placed_order_is_found_and_listed() {
        assertThat(place("{\"id\":\"42-100\",\"article\":\"oak shelf\",\"quantity\":2}")
                        .status())
                .isEqualTo(201);

        assertThat(get("/orders/42-100", "").body()).contains("oak shelf");
        assertThat(get("/orders", "").body()).contains("42-100");
    }

    @Test
    void the_same_order_twice_is_one_order() {
        String order = "{\"id\":\"42-100\",\"article\":\"oak shelf\",\"quantity\":2}";
        place(order);
        String once = get("/orders", "").body();
        place(order);

        assertThat(get("/orders", "").body()).isEqualTo(once);
    }

    @Test
    void memory_stays_bounded_however_long_the_demo_runs() {
        for (int number = 0; number < 500; number++) {
            place("{\"id\":\"42-" + number + "\",\"article\":\"oak shelf\",\"quantity\":2}");
        }

        assertThat(get("/customers/42", "").body()).contains("\"orders\":20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"id\":\"43-1\",\"article\":\"oak shelf\",\"quantity\":2}"})
    void an_order_that_is_none_or_somebody_else_s_is_refused(String body) {
        assertThat(place(body).status()).isEqualTo(422);
    }

    @Test
    void orders_are_listed_by_number_whatever_the_order_of_writing_and_with_the_time() {
        place("{\"id\":\"42-101\",\"article\":\"oak shelf\",\"quantity\":1}");
        place("{\"id\":\"42-100\",\"article\":\"oak shelf\",\"quantity\":2}");

        Map<?, ?> list = (Map<?, ?>) get("/orders", "").content();

        assertThat((List<?>) list.get("orders"))
                .extracting(order -> ((Map<?, ?>) order).get("id"))
                .isEqualTo(List.of("42-1", "42-2", "42-3", "42-4", "42-5", "42-100", "42-101"));
        assertThat(list.get("servedAt")).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void the_catalogue_is_searched_by_word() {
        assertThat(get("/catalog/search", "q=oak").body()).isEqualTo("[\"oak shelf\"]");
        assertThat(get("/catalog/search", "q=nothing").body()).isEqualTo("[]");
    }

    private Reply get(String path, String query) {
        return desk.answer(new Call("GET", path, query, "42", "DE", "", "", false));
    }

    private Reply place(String body) {
        return desk.answer(new Call("POST", "/orders", "", "42", "DE", body, "", false));
    }
}
