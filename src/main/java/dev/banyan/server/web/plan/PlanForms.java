package dev.banyan.server.web.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.plan.PlanRequest;
import dev.banyan.server.plan.PlanRequestStepBuilder;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.rules.ExitCriterion;
import dev.banyan.server.plan.rules.Gate;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.SelectOption;
import dev.banyan.server.web.kit.StageWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Makes the form of a plan's steps, and reads what was entered in it. */
final class PlanForms {
    private static final int EMPTY_ROWS = 2;
    private static final int MOST_ROWS = 52;
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    private static final Pattern STEP = Pattern.compile("steps\\[(\\d+)].*");

    /** What was entered, by the name of the field. */
    record Entry(Map<String, String> typed) {

        /** In the order in which they lead forward, wherever they were entered. */
        PlanRequest request(RouteKind kind) {
            return new PlanRequest(null, entered(kind).stream().map(this::step).toList());
        }

        /** The rows that hold a step. */
        private List<Integer> entered(RouteKind kind) {
            return IntStream.range(0, MOST_ROWS)
                    .filter(row -> !text(row, "share").isBlank())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(
                                    row -> kind.stages().indexOf(stage(row)))
                            .thenComparing(row -> number(row, "share")))
                    .toList();
        }

        private PlanRequest.Step step(int row) {
            return PlanRequestStepBuilder.builder()
                    .stage(stage(row))
                    .percentage(number(row, "share"))
                    .minimumSeconds(
                            text(row, "minutes").isBlank()
                                    ? 0
                                    : number(row, "minutes")
                                            .multiply(SECONDS_PER_MINUTE)
                                            .longValue())
                    .minimumRequests(
                            text(row, "requests").isBlank()
                                    ? 0
                                    : number(row, "requests").longValue())
                    .guard(demand(row))
                    .gate(typed.containsKey("asks." + row) ? Gate.APPROVAL : Gate.AUTOMATIC)
                    .build();
        }

        private Stage stage(int row) {
            try {
                return Stage.parse(text(row, "stage"));
            } catch (IllegalArgumentException unknown) {
                throw Problem.badField("row." + row, unknown.getMessage(), "Choose a stage.");
            }
        }

        private ExitCriterion demand(int row) {
            return Arrays.stream(ExitCriterion.values())
                    .filter(each -> each.key().equals(text(row, "guard")))
                    .findFirst()
                    .orElseThrow(() -> Problem.badField(
                            "row." + row, "There is no such demand on the guardrails.", "Choose one of the list."));
        }

        private BigDecimal number(int row, String field) {
            try {
                return new BigDecimal(text(row, field).strip().replace(',', '.'));
            } catch (NumberFormatException unreadable) {
                throw Problem.badField(
                        "row." + row,
                        "Step " + (row + 1) + ": “" + text(row, field) + "” is not a number.",
                        "Enter a number such as 25.");
            }
        }

        String text(int row, String field) {
            return typed.getOrDefault(field + "." + row, "");
        }

        /** The row that a problem is about; -1 for none. */
        private int wrongRow(RouteKind kind, Problem refused) {
            String field = refused.field().orElse("");
            if (field.startsWith("row.")) {
                return Integer.parseInt(field.substring(4));
            }
            Matcher step = STEP.matcher(field);
            return step.matches() ? entered(kind).get(Integer.parseInt(step.group(1))) : -1;
        }
    }

    private final PlanAddress address;
    private final Permit permit;
    private final RouteKind kind;

    PlanForms(PlanAddress address, Permit permit, RouteKind kind) {
        this.address = address;
        this.permit = permit;
        this.kind = kind;
    }

    /** As the plan stands; without one, the steps of a template to begin from. */
    PlanForm fresh(Optional<PlanView> plan, List<PlanStep> suggested) {
        Optional<PlanView> live = plan.filter(it -> it.status().live());
        List<PlanStep> steps = live.map(
                        it -> it.steps().stream().map(PlanView.Step::step).toList())
                .orElse(suggested);
        List<PlanForm.Row> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int index = i;
            boolean taken = live.filter(it -> it.status() == Status.RUNNING && index <= it.step())
                    .isPresent();
            rows.add(row(i, steps.get(i), taken));
        }
        IntStream.range(0, EMPTY_ROWS).forEach(i -> rows.add(empty(steps.size() + i)));
        return form(live.map(PlanView::version).orElse(0L), rows, null, false);
    }

    /** As it was entered, with what is wrong. */
    PlanForm filled(long version, Entry entry, Problem refused) {
        int wrong = entry.wrongRow(kind, refused);
        int rows = 1
                + IntStream.range(0, MOST_ROWS)
                        .filter(row -> entry.typed().containsKey("share." + row))
                        .max()
                        .orElse(0);
        return form(
                version,
                IntStream.range(0, rows)
                        .mapToObj(row -> typed(entry, row, row == wrong))
                        .toList(),
                new FieldRefusal(
                        Optional.ofNullable(refused.getMessage()).orElse(refused.title()),
                        refused.remedy().orElse("")),
                true);
    }

    private PlanForm form(long version, List<PlanForm.Row> rows, FieldRefusal refused, boolean open) {
        List<SelectOption> stages = kind.stages().stream()
                .skip(1)
                .map(stage -> new SelectOption(stage.key(), StageWords.label(stage), false))
                .toList();
        return PlanFormBuilder.builder()
                .address(address)
                .permit(permit)
                .version(version)
                .stages(stages)
                .rows(rows)
                .refused(refused)
                .open(open)
                .build();
    }

    private static PlanForm.Row row(int index, PlanStep step, boolean taken) {
        return PlanFormRowBuilder.builder()
                .index(index)
                .stage(step.stage().key())
                .share(step.percentage().toPlainString())
                .minutes(minutes(step.minimumSeconds()))
                .requests(String.valueOf(step.minimumRequests()))
                .guard(step.guard().key())
                .asks(step.gate() == Gate.APPROVAL)
                .taken(taken)
                .wrong(false)
                .build();
    }

    private PlanForm.Row empty(int index) {
        String last = kind.stages().get(kind.stages().size() - 1).key();
        return PlanFormRowBuilder.builder()
                .index(index)
                .stage(last)
                .share("")
                .minutes("")
                .requests("")
                .guard(ExitCriterion.HEALTHY.key())
                .asks(false)
                .taken(false)
                .wrong(false)
                .build();
    }

    private static PlanForm.Row typed(Entry entry, int row, boolean wrong) {
        return PlanFormRowBuilder.builder()
                .index(row)
                .stage(entry.text(row, "stage"))
                .share(entry.text(row, "share"))
                .minutes(entry.text(row, "minutes"))
                .requests(entry.text(row, "requests"))
                .guard(entry.text(row, "guard"))
                .asks(entry.typed().containsKey("asks." + row))
                .taken(false)
                .wrong(wrong)
                .build();
    }

    private static String minutes(long seconds) {
        return Figures.written(BigDecimal.valueOf(seconds).divide(SECONDS_PER_MINUTE, 2, RoundingMode.HALF_UP));
    }
}
