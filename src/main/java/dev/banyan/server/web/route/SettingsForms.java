package dev.banyan.server.web.route;

import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.flag.state.FlagPatchBreakerBuilder;
import dev.banyan.server.flag.state.ShadowView;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.SettingsStanding;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.route.SettingsForm.Field;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the form for comparing and protecting, and reads what was entered in it. */
final class SettingsForms {
    private static final String TICK = "breaker";

    /** What was entered, by the name of the field; a page without scripts sends the same. */
    record Entry(Map<String, String> typed) {

        /** @throws Problem that names the field when something cannot be read */
        FlagPatch patch() {
            FlagPatch.Shadow shadow = typed.containsKey("shadow.percentage")
                    ? new FlagPatch.Shadow(number("shadow.percentage"), number("shadow.control"))
                    : null;
            Integer paced = typed.containsKey("pacedSeconds") ? whole("pacedSeconds") : null;
            return FlagPatch.settings(shadow, ticked() ? breaker() : FlagPatch.Breaker.OFF, paced, text("reason"));
        }

        private FlagPatch.Breaker breaker() {
            return FlagPatchBreakerBuilder.builder()
                    .enabled(true)
                    .errorRate(number("breaker.errorRate"))
                    .slowRate(number("breaker.slowRate"))
                    .slowMillis(whole("breaker.slowMillis"))
                    .windowSeconds(whole("breaker.windowSeconds"))
                    .minimumCalls(whole("breaker.minimumCalls"))
                    .openSeconds(whole("breaker.openSeconds"))
                    .probes(whole("breaker.probes"))
                    .build();
        }

        boolean ticked() {
            return typed.containsKey(TICK);
        }

        String text(String field) {
            return typed.getOrDefault(field, "");
        }

        private BigDecimal number(String field) {
            try {
                return new BigDecimal(text(field).strip().replace(',', '.'));
            } catch (NumberFormatException unreadable) {
                throw Problem.badField(field, "This is not a number.", "Enter a number such as 25 or 0.05.");
            }
        }

        private int whole(String field) {
            try {
                return Integer.parseInt(text(field).strip());
            } catch (NumberFormatException unreadable) {
                throw Problem.badField(field, "This is not a whole number.", "Enter a whole number such as 20.");
            }
        }
    }

    private SettingsForms() {}

    /** As the flag stands. Where there is no breaker, its fields hold what a breaker starts from. */
    static SettingsForm fresh(RoutePicture picture) {
        ShadowView shadow = picture.flag().shadow();
        BreakerView breaker = Optional.ofNullable(picture.flag().breaker()).orElseGet(BreakerView::suggested);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("shadow.percentage", shadow.percentage().toPlainString());
        typed.put("shadow.control", shadow.control().toPlainString());
        if (picture.flag().breaker() != null) {
            typed.put(TICK, "on");
        }
        typed.put("breaker.errorRate", breaker.errorRate().toPlainString());
        typed.put("breaker.slowRate", breaker.slowRate().toPlainString());
        typed.put("breaker.slowMillis", String.valueOf(breaker.slowMillis()));
        typed.put("breaker.windowSeconds", String.valueOf(breaker.windowSeconds()));
        typed.put("breaker.minimumCalls", String.valueOf(breaker.minimumCalls()));
        typed.put("breaker.openSeconds", String.valueOf(breaker.openSeconds()));
        typed.put("breaker.probes", String.valueOf(breaker.probes()));
        typed.put("pacedSeconds", String.valueOf(picture.flag().pacedSeconds()));
        return form(picture, new Entry(typed), Optional.empty());
    }

    /** As it was entered, with what is wrong with it. */
    static SettingsForm filled(RoutePicture picture, Entry entry, Problem refused) {
        return form(picture, entry, Optional.of(refused));
    }

    private static SettingsForm form(RoutePicture picture, Entry entry, Optional<Problem> refused) {
        Fields fields = new Fields(entry, refused);
        boolean compares = ShadowView.possibleFor(picture.route().kind());
        List<Field> shadow = compares ? fields.shadow() : List.of();
        List<Field> breaker = fields.breaker();
        return SettingsFormBuilder.builder()
                .address(picture.shown().head().address())
                .permit(picture.shown().permit())
                .version(picture.flag().version())
                .comparing(compares ? SettingsStanding.comparing(picture.flag().shadow()) : null)
                .breaker(SettingsStanding.breaker(picture.flag().breaker()))
                .shadowFields(shadow)
                .breakerOn(entry.ticked())
                .breakerFields(breaker)
                .way(SettingsStanding.way(picture.flag().pacedSeconds()))
                .paced(fields.paced())
                .reason(entry.text("reason"))
                .refused(fields.elsewhere(picture.history()))
                .reasonRefused(fields.refusal("reason"))
                .open(refused.isPresent())
                .build();
    }

    /** The fields with their values, each with what is wrong with it. */
    private record Fields(Entry entry, Optional<Problem> refused) {

        List<Field> shadow() {
            return List.of(
                    percent("shadow.percentage", "Compared reads", "Fewer spare the side that does not answer."),
                    percent("shadow.control", "Of these, twice", "Shows which differences are chance, like a time."));
        }

        List<Field> breaker() {
            return List.of(
                    percent("breaker.errorRate", "Opens at errors of", null),
                    whole("breaker.minimumCalls", "Of at least", "calls", "100000", "Fewer never open it."),
                    percent("breaker.slowRate", "Or at slow calls of", null),
                    whole("breaker.slowMillis", "Slow is from", "ms", "600000", "0: slowness does not count."),
                    whole("breaker.windowSeconds", "Within the last", "s", "300", null),
                    whole("breaker.openSeconds", "Tries again after", "s", "3600", null),
                    whole("breaker.probes", "With", "calls", "1000", "It closes when all do well."));
        }

        Field paced() {
            return whole(
                    "pacedSeconds", "A rollback takes", "s", "300", "0: at once. Longer spares a cold legacy side.");
        }

        /** What is wrong, but with no field of this form. */
        FieldRefusal elsewhere(HistoryView history) {
            return refused.filter(problem -> !known(problem.field().orElse("")))
                    .map(problem -> problem.status() == 412 ? faster(history) : words(problem))
                    .orElse(null);
        }

        private boolean known(String field) {
            return field.equals("reason") || entry.typed().containsKey(field);
        }

        private static FieldRefusal faster(HistoryView history) {
            String who = history.none() ? "Somebody" : history.changes().get(0).actor();
            return new FieldRefusal(
                    who + " was faster: the route was changed meanwhile.",
                    "What holds now stands above; press the button if you still want yours.");
        }

        FieldRefusal refusal(String field) {
            return refused.filter(problem -> problem.field().orElse("").equals(field))
                    .map(Fields::words)
                    .orElse(null);
        }

        private static FieldRefusal words(Problem problem) {
            return new FieldRefusal(
                    Optional.ofNullable(problem.getMessage()).orElse(problem.title()),
                    problem.remedy().orElse(""));
        }

        private Field percent(String name, String label, String hint) {
            return SettingsFormFieldBuilder.builder()
                    .name(name)
                    .label(label)
                    .value(entry.text(name))
                    .unit("%")
                    .max("100")
                    .step("0.0001")
                    .hint(hint)
                    .refused(refusal(name))
                    .build();
        }

        private Field whole(String name, String label, String unit, String max, String hint) {
            return SettingsFormFieldBuilder.builder()
                    .name(name)
                    .label(label)
                    .value(entry.text(name))
                    .unit(unit)
                    .max(max)
                    .step("1")
                    .hint(hint)
                    .refused(refusal(name))
                    .build();
        }
    }
}
