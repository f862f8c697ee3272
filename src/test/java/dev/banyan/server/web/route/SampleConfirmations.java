package dev.banyan.server.web.route;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.ConfirmationDialogTargetBuilder;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RouteAddress;
import java.util.List;

/** What is asked before something moves forward. */
public final class SampleConfirmations {
    private SampleConfirmations() {}

    public static RoutePage on(RoutePage page, ConfirmationDialog confirmation) {
        return new RoutePage(
                page.layout().asking(confirmation),
                page.flag(),
                page.form(),
                page.settings(),
                page.traffic(),
                page.instances(),
                page.drill(),
                page.history(),
                page.reports());
    }

    /** An isolated route of a protected environment: all that there is to ask. */
    public static ConfirmationDialog resuming(RouteAddress route) {
        PreviewView preview = new PreviewView(
                PreviewView.Effect.WIDENS,
                "Resume",
                List.of(
                        "The same callers return: 25\u202f% at Live, the rest at Shadow.",
                        "New gets about 20 requests/s of 81/s at once.", "Rolled back 34 s ago by tom: errors on new"),
                null);
        ConfirmationDialog.Target target = ConfirmationDialogTargetBuilder.builder()
                .title("Resume " + route.key() + "?")
                .action(route.resume())
                .back(route.page())
                .csrf("csrf-token")
                .version(12)
                .revision(null)
                .reasonNeeded(true)
                .build();
        return ConfirmationDialog.of(target, preview, ConfirmationDialog.Typed.NOTHING, true, null, null);
    }

    static ConfirmationDialog restoring() {
        RouteAddress route = SampleFlags.orders().address();
        Rollout now = SampleFlags.rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        Rollout then = SampleFlags.rollout(Stage.OFF, Stage.COMPLETE, 100_000);
        ConfirmationDialog.Target target = ConfirmationDialogTargetBuilder.builder()
                .title("Restore orders.get as it was set before?")
                .action(route.restore())
                .back(route.page())
                .csrf("csrf-token")
                .version(12)
                .revision(41L)
                .reasonNeeded(false)
                .build();
        return of(target, RolloutStep.preview("everyone", now, then, -1), Problem.preconditionFailed(null));
    }

    private static ConfirmationDialog of(ConfirmationDialog.Target target, PreviewView preview, Problem refused) {
        return ConfirmationDialog.of(target, preview, ConfirmationDialog.Typed.NOTHING, false, null, refused);
    }
}
