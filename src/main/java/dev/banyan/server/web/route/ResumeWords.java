package dev.banyan.server.web.route;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.ConfirmationDialogTargetBuilder;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RouteAddress;
import java.util.ArrayList;
import java.util.List;

/** What resuming a route leads to. */
final class ResumeWords {
    private ResumeWords() {}

    static PreviewView ofRoute(RoutePicture picture) {
        FlagPanel flag = picture.shown();
        if (!flag.rolledBack()) {
            return PreviewView.nothing(
                    "Resume", flag.head().key() + " is not rolled back any more. " + flag.headline());
        }
        List<String> lines = new ArrayList<>();
        lines.add("The same callers return: " + flag.rollout().sentence()
                + (flag.many()
                        ? " for everyone else, and " + Figures.count(flag.others(), "cohort", "cohorts") + " as before."
                        : "."));
        lines.add(newGets(flag));
        lines.add(flag.rollback()
                .told(
                        picture.flag().rollback() == null
                                ? null
                                : picture.flag().rollback().reason()));
        return new PreviewView(PreviewView.Effect.WIDENS, "Resume", lines, null);
    }

    static ConfirmationDialog.Target target(RoutePicture picture) {
        RouteAddress address = picture.shown().head().address();
        return ConfirmationDialogTargetBuilder.builder()
                .title("Resume " + address.key() + "?")
                .action(address.resume())
                .back(address.page())
                .csrf(picture.shown().permit().csrf())
                .version(picture.flag().version())
                .revision(null)
                .reasonNeeded(picture.environment().guarded())
                .build();
    }

    private static String newGets(FlagPanel flag) {
        if (!flag.newWouldAnswer()) {
            return "Legacy goes on answering everyone.";
        }
        if (flag.load().perSecond() == 0) {
            return "New answers them again. No requests come in just now.";
        }
        return flag.many()
                ? "New answers them again, of " + Figures.requests(flag.load().perSecond()) + " in all."
                : "New gets about " + Figures.requests(flag.givenBack()) + " of "
                        + Figures.perSecond(flag.load().perSecond()) + " at once.";
    }
}
