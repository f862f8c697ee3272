package dev.banyan.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.BanyanListener;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Tally;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final Tally tally = new Tally();
    private final Faults faults = new Faults(tally, new Log(new FakePlatform()));

    @Test
    void are_told_in_order_to_all_even_when_one_throws() {
        List<String> heard = new ArrayList<>();
        BanyanListener bad = new BanyanListener() {};
        BanyanListener good = new BanyanListener() {};
        Events events = new Events(List.of(bad, good), faults);
        for (String name : List.of("first", "second")) {
            events.note(listener -> {
                heard.add(name + (listener == bad ? " bad" : " good"));
                if (listener == bad) {
                    throw new AssertionError("on purpose");
                }
            });
        }
        events.tell();
        assertThat(heard).containsExactly("first bad", "first good", "second bad", "second good");
        assertThat(tally.listenerFailures.sum()).isEqualTo(2);
    }

    @Test
    void are_dropped_and_counted_when_a_listener_is_too_slow() {
        List<Integer> heard = new ArrayList<>();
        Events events = new Events(List.of(new BanyanListener() {}), faults);
        for (int i = 0; i < Events.MOST_WAITING + 3; i++) {
            int number = i;
            events.note(listener -> heard.add(number));
        }
        events.tell();
        assertThat(heard).hasSize(Events.MOST_WAITING);
        assertThat(tally.listenerFailures.sum()).isEqualTo(3);
    }

    @Test
    void cost_nothing_without_listeners() {
        Events events = new Events(List.of(), faults);
        for (int i = 0; i < Events.MOST_WAITING + 3; i++) {
            events.note(listener -> {});
        }
        assertThat(tally.listenerFailures.sum()).isZero();
    }
}
