package dev.banyan.server.web.guard;

import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.guard.GuardrailForm.Field;
import dev.banyan.server.web.guard.GuardrailForm.Row;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.kit.SelectOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the form of a route's guardrails.
 *
 * @param guarded whether the environment is protected
 */
record GuardrailForms(RouteAddress address, Permit permit, boolean guarded) {

    /** As the guardrails stand. */
    GuardrailForm fresh(GuardrailsView now) {
        return form(now.version(), GuardrailEntry.of(now.guardrails()), null, null, false);
    }

    /** As it was entered, to go on with. */
    GuardrailForm going(long version, GuardrailEntry entry) {
        return form(version, entry, null, null, true);
    }

    /** As it was entered, with what is wrong. */
    GuardrailForm filled(long version, GuardrailEntry entry, Problem refused) {
        return form(version, entry, refused, null, true);
    }

    /** As it was entered, for whoever was slower: to be sent again, or not. */
    GuardrailForm behind(GuardrailsView now, GuardrailEntry entry, FieldRefusal faster) {
        return form(now.version(), entry, null, faster, true);
    }

    private GuardrailForm form(long version, GuardrailEntry entry, Problem problem, FieldRefusal faster, boolean open) {
        List<Row> rows = IntStream.range(0, entry.rails().size())
                .mapToObj(index -> row(index, entry, problem))
                .toList();
        FieldRefusal elsewhere = problem == null || blames(rows, problem) ? faster : words(problem);
        return GuardrailFormBuilder.builder()
                .address(address)
                .permit(permit)
                .version(version)
                .rows(rows)
                .addable(addable(entry))
                .reasonNeeded(guarded)
                .reason(entry.reason())
                .refused(elsewhere)
                .reasonRefused(at("reason", problem))
                .open(open)
                .build();
    }

    private static Row row(int index, GuardrailEntry entry, Problem problem) {
        GuardrailKindForm kind = entry.kind(index);
        return GuardrailFormRowBuilder.builder()
                .index(index)
                .kind(kind.key())
                .title(kind.title())
                .actions(actions(entry.rails().get(index).get("action")))
                .fields(kind.fields().stream()
                        .map(field -> field(index, field, entry, problem))
                        .toList())
                .refused(at("guardrails[" + index + "]", problem))
                .build();
    }

    private static Field field(int index, GuardrailField field, GuardrailEntry entry, Problem problem) {
        return GuardrailFormFieldBuilder.builder()
                .name(index + "." + field.name())
                .label(field.label())
                .value(entry.rails().get(index).getOrDefault(field.name(), ""))
                .unit(field.unit())
                .otherwise(field.otherwise())
                .text(field.isText())
                .refused(at("guardrails[" + index + "]." + field.name(), problem))
                .build();
    }

    private static List<SelectOption> actions(String chosen) {
        return Arrays.stream(Reaction.values())
                .map(each -> new SelectOption(
                        each.key(), GuardrailWords.order(each), each.key().equals(chosen)))
                .toList();
    }

    /** What is not there yet, and what there can be several of. */
    private static List<SelectOption> addable(GuardrailEntry entry) {
        return GuardrailKindForm.ALL.stream()
                .filter(kind -> kind.several()
                        || entry.rails().stream()
                                .noneMatch(rail -> rail.get("kind").equals(kind.key())))
                .map(kind -> new SelectOption(kind.key(), kind.title(), false))
                .toList();
    }

    private static boolean blames(List<Row> rows, Problem problem) {
        return at("reason", problem) != null
                || rows.stream()
                        .anyMatch(row -> row.refused() != null
                                || row.fields().stream().anyMatch(field -> field.refused() != null));
    }

    private static FieldRefusal at(String field, Problem problem) {
        return Optional.ofNullable(problem)
                .filter(it -> it.field().orElse("").equals(field))
                .map(GuardrailForms::words)
                .orElse(null);
    }

    private static FieldRefusal words(Problem problem) {
        return new FieldRefusal(
                Optional.ofNullable(problem.getMessage()).orElse(problem.title()),
                problem.remedy().orElse(""));
    }
}
