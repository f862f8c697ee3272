package dev.banyan.server.web.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.flag.state.FlagPatchBreakerBuilder;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.route.SettingsForm.Field;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsFormsTest {
    private static final RouteHead HEAD = SampleFlags.orders();

    @Test
    void what_the_form_shows_is_what_it_sends() {
        SettingsForm form = SampleSettings.protectedBy(HEAD, SampleSettings.BREAKER);

        FlagPatch patch = new SettingsForms.Entry(sent(form)).patch();

        assertThat(patch.shadow()).isEqualTo(new FlagPatch.Shadow(BigDecimal.TEN, BigDecimal.ONE));
        assertThat(patch.breaker())
                .isEqualTo(FlagPatchBreakerBuilder.builder()
                        .enabled(true)
                        .errorRate(BigDecimal.valueOf(50))
                        .slowRate(BigDecimal.valueOf(80))
                        .slowMillis(1_500)
                        .windowSeconds(10)
                        .minimumCalls(20)
                        .openSeconds(30)
                        .probes(5)
                        .build());
    }

    @Test
    void without_the_tick_there_is_no_breaker_whatever_the_fields_say() {
        SettingsForm form = SampleSettings.of(HEAD, RouteKind.SIX, Samples.EDITOR);

        assertThat(form.breakerFields()).extracting(Field::value).contains("50", "20");
        assertThat(new SettingsForms.Entry(sent(form)).patch().breaker()).isEqualTo(FlagPatch.Breaker.OFF);
    }

    @Test
    void routes_of_two_stages_have_nothing_to_compare() {
        SettingsForm form = SampleSettings.of(HEAD, RouteKind.TWO, Samples.EDITOR);

        assertThat(form.comparing()).isNull();
        assertThat(new SettingsForms.Entry(sent(form)).patch().shadow()).isNull();
    }

    @Test
    void says_how_it_stands() {
        SettingsForm none = SampleSettings.of(HEAD, RouteKind.SIX, Samples.EDITOR);
        assertThat(none.comparing()).isEqualTo("Every read that asks both sides.");
        assertThat(none.breaker()).startsWith("None.");

        SettingsForm some = SampleSettings.protectedBy(HEAD, SampleSettings.BREAKER);
        assertThat(some.comparing()).isEqualTo("10\u202f% of the reads that ask both sides; 1\u202f% of these twice.");
        assertThat(some.breaker())
                .isEqualTo("Opens at 50\u202f% errors or 80\u202f% of calls at 1500 ms or more, within 10 s and from"
                        + " 20 calls on. Tries again after 30 s.");
    }

    @Test
    void a_refused_form_comes_back_open_as_it_was_typed() {
        SettingsForm form = SampleSettings.refused(HEAD);

        assertThat(form.open()).isTrue();
        assertThat(form.breakerOn()).isTrue();
        assertThat(form.reason()).isEqualTo("The night was long");
        assertThat(form.refused()).isNull();
        assertThat(form.breakerFields())
                .filteredOn(field -> field.refused() != null)
                .singleElement()
                .satisfies(field -> assertThat(field.value()).isEqualTo("900"));
    }

    @Test
    void what_is_no_number_is_said_beside_its_field() {
        Map<String, String> typed = sent(SampleSettings.protectedBy(HEAD, SampleSettings.BREAKER));
        typed.put("breaker.probes", "a few");

        Problem refused = catchThrowableOfType(Problem.class, () -> new SettingsForms.Entry(typed).patch());

        assertThat(refused.field()).contains("breaker.probes");
    }

    /** As a browser sends it. */
    private static Map<String, String> sent(SettingsForm form) {
        Map<String, String> typed =
                new HashMap<>(Stream.concat(form.shadowFields().stream(), form.breakerFields().stream())
                        .collect(Collectors.toMap(Field::name, Field::value)));
        if (form.breakerOn()) {
            typed.put("breaker", "on");
        }
        typed.put("reason", form.reason());
        return typed;
    }
}
