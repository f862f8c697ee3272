package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Banyan;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two databases, one of them out of order, and a real client that has its rules from a resource. */
class RepairTest {

    private final Banyan banyan = Clients.ofBootstrap("the-shop.json");
    private final Database legacyData = new Database();
    private final Database newData = new Database();
    private final Desk legacyDesk = new Desk(legacyData, Clock.systemUTC());
    private final Desk newDesk = new Desk(newData, Clock.systemUTC());

    private boolean newIsIll = true;
    private FrontDoor door;
    private Repair repair;

    @BeforeEach
    void open() {
        Shop modern = call -> newIsIll ? Reply.of(500, "ill") : newDesk.answer(call);
        Migrations migrations = new Migrations(banyan, legacyDesk, modern);
        door = new FrontDoor(banyan, migrations, legacyDesk);
        repair = new Repair(banyan, migrations.placeOrder().route(), legacyData, legacyDesk, modern);
    }

    @AfterEach
    void close() {
        banyan.close();
    }

    @Test
    void an_order_that_new_has_missed_is_brought_to_it_as_it_is_now() {
        place("42-100", 1);
        place("42-100", 3);
        assertThat(newData.order("42-100")).as("missed").isEmpty();
        newIsIll = false;

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(newData.order("42-100")).contains(new Order("42-100", "oak shelf", 3));
    }

    @Test
    void what_cannot_be_brought_yet_waits_for_the_next_time() {
        place("42-100", 1);
        place("43-100", 1);

        assertThat(repair.run()).hasToString("0 done, 2 failed, 2 left");
        assertThat(banyan.backlog("orders.place").reasons()).containsOnlyKeys(Declined.class.getName());
        newIsIll = false;
        assertThat(repair.run()).hasToString("2 done, 0 failed, 0 left");
    }

    @Test
    void an_order_that_neither_side_has_any_more_is_none_to_bring() {
        banyan.route("orders.place").secondWriteFailed("42-999", new IllegalStateException());
        newIsIll = false;

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(newData.order("42-999")).isEmpty();
    }

    @Test
    void where_new_leads_legacy_is_given_what_it_has_missed() {
        newIsIll = false;
        Order order = new Order("44-100", "cork board", 2);
        newData.place(order);
        banyan.route("orders.place").secondWriteFailed(order.id(), new IllegalStateException());

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(legacyData.order("44-100")).contains(order);
    }

    private void place(String id, int quantity) {
        String customer = Order.customerOf(id);
        Call call =
                new Call("POST", "/orders", "", customer, "DE", new Order(id, "oak shelf", quantity).json(), "", false);
        assertThat(door.serve(call).status()).isEqualTo(201);
    }
}
