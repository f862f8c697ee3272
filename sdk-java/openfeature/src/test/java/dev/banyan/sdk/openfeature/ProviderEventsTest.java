package dev.banyan.sdk.openfeature;

import static dev.banyan.sdk.TestClients.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.BanyanBuilder;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestRuleset;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderEventsTest extends ProviderScenario {
    private final List<EventDetails> changes = new CopyOnWriteArrayList<>();

    @Test
    void ready_stale_and_ready_again_as_the_control_plane_goes_and_comes() throws IOException {
        Client client = connected();
        assertThat(client.getProviderState()).isEqualTo(ProviderState.READY);

        plane.die();
        becomes(ProviderState.STALE, client);
        assertThat(client.getBooleanDetails("orders.get", false, new ImmutableContext("ana")))
                .satisfies(details -> assertThat(details.getValue()).isTrue())
                .satisfies(details -> assertThat(details.getReason()).isEqualTo("STALE"));

        plane.start();
        becomes(ProviderState.READY, client);
        eventually(
                "fresh decisions",
                () -> client.getBooleanDetails("orders.get", false).getReason().equals("STATIC"));
    }

    @Test
    void a_new_revision_is_a_change_of_configuration_and_the_first_one_is_not() throws IOException {
        Client client = connected();
        client.onProviderConfigurationChanged(changes::add);

        plane.publish(TestRuleset.at(43).with("orders.get", 0));
        eventually("a change", () -> !changes.isEmpty());

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).getEventMetadata().getLong("revision")).isEqualTo(43);
        assertThat(changes.get(0).getEventMetadata().getString("version")).isEqualTo("epoch-one-43");
        assertThat(client.getBooleanValue("orders.get", true)).isFalse();
    }

    @Test
    void without_any_rules_it_is_an_error_until_the_control_plane_comes() throws IOException {
        provider = new BanyanProvider(TestClients.of(plane), Duration.ofMillis(50));
        assertThatThrownBy(() -> api.setProviderAndWait(provider)).isInstanceOf(OpenFeatureError.class);
        Client client = api.getClient();
        assertThat(client.getProviderState()).isEqualTo(ProviderState.ERROR);
        assertThat(client.getBooleanDetails("orders.get", true))
                .satisfies(details -> assertThat(details.getErrorCode()).isEqualTo(ErrorCode.PROVIDER_NOT_READY))
                .satisfies(details -> assertThat(details.getValue()).isTrue());

        plane.start();
        becomes(ProviderState.READY, client);
        assertThat(client.getBooleanDetails("orders.get", false).getErrorCode()).isNull();
    }

    @Test
    void rules_of_an_earlier_run_are_enough_to_start_and_said_to_be_stale(@TempDir Path cache) throws IOException {
        connected(TestClients.of(plane).cacheDirectory(cache));
        eventually("a saved ruleset", () -> saved(cache));
        api.shutdown();
        plane.die();

        provider = new BanyanProvider(TestClients.of(plane).cacheDirectory(cache), Duration.ZERO);
        api.setProviderAndWait(provider);
        Client client = api.getClient();

        assertThat(client.getBooleanValue("orders.get", false)).isTrue();
        becomes(ProviderState.STALE, client);
        plane.start();
        becomes(ProviderState.READY, client);
    }

    @Test
    void a_provider_that_was_shut_down_is_fatal() throws IOException {
        connected();
        provider.client().close();
        becomes(ProviderState.FATAL, api.getClient());

        BanyanProvider closed = new BanyanProvider(TestClients.of(plane));
        closed.client().close();
        assertThatThrownBy(() -> api.setProviderAndWait(closed)).isInstanceOf(FatalError.class);
    }

    @Test
    void a_wrong_knob_is_refused_at_once() {
        BanyanBuilder withoutKey = dev.banyan.sdk.Banyan.builder().url(plane.url());
        assertThatThrownBy(() -> new BanyanProvider(withoutKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sdkKey");
    }

    private void connected(BanyanBuilder builder) throws IOException {
        plane.start();
        provider = new BanyanProvider(builder, Duration.ofSeconds(60));
        api.setProviderAndWait(provider);
    }

    private static boolean saved(Path cache) {
        try (var files = Files.list(cache)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static void becomes(ProviderState state, Client client) {
        eventually("the state " + state, () -> client.getProviderState() == state);
    }
}
