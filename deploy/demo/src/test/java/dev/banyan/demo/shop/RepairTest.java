package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two databases, one of them out of order, and a real client that has its rules from a resource. */
class RepairTest {
    private static final Decision AT_SHADOW = Decision.of("orders.place", Stage.SHADOW, Reason.STATIC, 1);

    private final Banyan banyan = Clients.ofBootstrap("the-shop.json");
    private final Database legacyData = new Database();
    private final Database newData = new Database();
    private final Desk legacyDesk = new Desk(legacyData, Clock.systemUTC());
    private final Desk newDesk = new Desk(newData, Clock.systemUTC());

    private boolean newIsIll = true;
    private boolean legacyIsIll;
    private FrontDoor door;
    private Repair repair;

    @BeforeEach
    void open() {
        Shop modern = call -> newIsIll ? Reply.of(500, "ill") : newDesk.answer(call);
        Shop legacy = call -> legacyIsIll ? Reply.of(500, "ill") : legacyDesk.answer(call);
        Migrations migrations = new Migrations(banyan, legacy, modern);
        door = new FrontDoor(banyan, migrations, legacy);
        repair = new Repair(banyan, migrations.placeOrder().route(), legacyData, legacy, modern);
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
        banyan.route("orders.place").secondWriteFailed(AT_SHADOW, "42-999", null);
        newIsIll = false;

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(newData.order("42-999")).isEmpty();
    }

    @Test
    void where_new_leads_legacy_is_given_what_it_has_missed() {
        newIsIll = false;
        legacyIsIll = true;
        place("44-100", 2, "ES");
        assertThat(legacyData.order("44-100")).as("missed").isEmpty();
        assertThat(banyan.backlog("orders.place", Side.LEGACY).entries()).isEqualTo(1);
        legacyIsIll = false;

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(legacyData.order("44-100")).contains(new Order("44-100", "oak shelf", 2));
    }

    @Test
    void where_new_leads_by_now_it_is_given_what_it_has_missed_before() {
        Order order = new Order("44-100", "cork board", 2);
        legacyData.place(order);
        banyan.route("orders.place").secondWriteFailed(AT_SHADOW, order.id(), null);
        newIsIll = false;

        assertThat(repair.run()).hasToString("1 done, 0 failed, 0 left");
        assertThat(newData.order("44-100")).contains(order);
    }

    private void place(String id, int quantity) {
        place(id, quantity, "DE");
    }

    private void place(String id, int quantity, String country) {
        String customer = Order.customerOf(id);
        String order = new Order(id, "oak shelf", quantity).json();
        Call call = new Call("POST", "/orders", "", customer, country, order, "", false);
        assertThat(door.serve(call).status()).isEqualTo(201);
    }
}
