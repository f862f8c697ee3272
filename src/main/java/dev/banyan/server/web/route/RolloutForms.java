package dev.banyan.server.web.route;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RefusedField;
import dev.banyan.server.web.kit.SelectOption;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.kit.StageWords;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the form that moves a route, and reads what was entered in it. */
final class RolloutForms {
    /** What was entered; a page without scripts sends the same. */
    record Entry(Long version, String cohort, String pair, String percentage, String reason) {

        /** @throws Problem that names the field when something cannot be read */
        FlagPatch patch() {
            String[] stages = Optional.ofNullable(pair).orElse("").split(":", 2);
            if (stages.length != 2) {
                throw Problem.badField("pair", "No stages were chosen.", "Choose two neighbouring stages.");
            }
            return FlagPatch.percentage(cohort, stage(stages[0]), stage(stages[1]), number(), reason);
        }

        private static Stage stage(String key) {
            try {
                return Stage.parse(key);
            } catch (IllegalArgumentException unknown) {
                throw Problem.badField("pair", unknown.getMessage(), "Choose two neighbouring stages.");
            }
        }

        private BigDecimal number() {
            try {
                return new BigDecimal(
                        Optional.ofNullable(percentage).orElse("").strip().replace(',', '.'));
            } catch (NumberFormatException unreadable) {
                throw Problem.badField("percentage", "This is not a number.", "Enter a number such as 25 or 0.05.");
            }
        }
    }

    private RolloutForms() {}

    /** As the flag stands. */
    static RolloutForm fresh(RoutePicture picture) {
        Rollout now = picture.shown().rollout();
        Entry entry = new Entry(
                picture.flag().version(),
                picture.shown().defaultCohort().name(),
                pair(now.from(), now.to()),
                now.share().percentage(),
                "");
        return form(picture, entry, RolloutStep.unchanged(now), null, null);
    }

    /** As it was entered, with what it would do, or what is wrong with it. */
    static RolloutForm filled(
            RoutePicture picture, Entry entry, PreviewView preview, RefusedField error, RolloutForm.Conflict conflict) {
        return form(picture, entry, preview, error, conflict);
    }

    /** The rollout that an entry leads to, in the words of the page. */
    static Rollout next(FlagPatch patch) {
        int share = patch.percentage().multiply(BigDecimal.valueOf(10_000)).intValueExact();
        return new Rollout(patch.from(), patch.to(), new Share(share));
    }

    static Rollout now(FlagPanel flag, String cohort) {
        return flag.cohorts().stream()
                .filter(each -> each.name().equals(cohort))
                .findFirst()
                .orElse(flag.defaultCohort())
                .rollout();
    }

    private static RolloutForm form(
            RoutePicture picture, Entry entry, PreviewView preview, RefusedField error, RolloutForm.Conflict conflict) {
        FlagPanel flag = picture.shown();
        return RolloutFormBuilder.builder()
                .address(flag.head().address())
                .permit(flag.permit())
                .version(picture.flag().version())
                .cohorts(cohorts(flag, entry.cohort()))
                .cohort(entry.cohort())
                .pairs(pairs(picture.route().kind(), entry.pair()))
                .pair(entry.pair())
                .percentage(entry.percentage())
                .reason(entry.reason())
                .preview(preview)
                .error(error)
                .conflict(conflict)
                .note(
                        flag.rolledBack()
                                ? "Rolled back: what you set here holds after "
                                        + flag.rollback().resumeLabel() + "."
                                : null)
                .blocked(null)
                .reasonNeeded(picture.environment().guarded())
                .build();
    }

    private static List<SelectOption> cohorts(FlagPanel flag, String chosen) {
        return flag.cohorts().stream()
                .map(cohort -> new SelectOption(
                        cohort.name(), cohort.label(), cohort.name().equals(chosen)))
                .toList();
    }

    private static List<SelectOption> pairs(RouteKind kind, String chosen) {
        List<Stage> stages = kind.stages();
        return IntStream.range(1, stages.size())
                .mapToObj(i -> option(stages.get(i - 1), stages.get(i), chosen))
                .toList();
    }

    private static SelectOption option(Stage from, Stage to, String chosen) {
        String value = pair(from, to);
        return new SelectOption(value, StageWords.label(from) + " → " + StageWords.label(to), value.equals(chosen));
    }

    private static String pair(Stage from, Stage to) {
        return from.key() + ":" + to.key();
    }
}
