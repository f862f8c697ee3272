package dev.banyan.server.delivery.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.delivery.request.Acknowledgement;
import dev.banyan.server.delivery.request.InstanceIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceBatchTest {

    @Test
    void an_instance_is_written_once_with_the_newest_stream_that_it_opened() {
        InstanceBatch batch = batch(
                InstanceEvent.connected(1, instance("b"), "first"),
                InstanceEvent.disconnected(1, instance("b"), "first"),
                InstanceEvent.connected(1, instance("b"), "second"),
                applied("b", 3),
                InstanceEvent.seen(1, instance("a")));

        assertThat(batch.seen())
                .extracting(event -> event.instance().id() + " " + event.stream())
                .containsExactly("a null", "b second");
        assertThat(batch.gone()).extracting(InstanceEvent::stream).containsExactly("first");
    }

    @Test
    void an_instance_never_goes_back_within_an_epoch() {
        InstanceBatch batch = batch(applied("a", 3), applied("a", 5), applied("a", 4));

        assertThat(batch.holds())
                .extracting(event -> event.acknowledgement().revision())
                .containsExactly(5L);
        assertThat(batch.applied()).hasSize(3);
    }

    @Test
    void the_last_word_decides_whether_a_revision_is_refused() {
        assertThat(batch(refused("a", 5), applied("a", 5)).refused()).isEmpty();
        assertThat(batch(applied("a", 4), refused("a", 5)).refused()).hasSize(1);
    }

    @Test
    void a_sign_of_life_is_news_to_nobody() {
        assertThat(batch(InstanceEvent.seen(1, instance("a"))).changedEnvironments())
                .isEmpty();
        assertThat(batch(applied("a", 1), applied("b", 1)).changedEnvironments())
                .containsExactly(1L);
    }

    private static InstanceBatch batch(InstanceEvent... events) {
        return new InstanceBatch(List.of(events));
    }

    private static InstanceEvent applied(String instance, long revision) {
        return InstanceEvent.acknowledged(1, instance(instance), new Acknowledgement("e", revision, null));
    }

    private static InstanceEvent refused(String instance, long revision) {
        return InstanceEvent.acknowledged(1, instance(instance), new Acknowledgement("e", revision, "no"));
    }

    private static InstanceIdentity instance(String id) {
        return new InstanceIdentity(id, "", "", "", "", null);
    }
}
