package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.Reaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** What watches a route, in the words of a product owner. */
final class GuardrailWords {
    private GuardrailWords() {}

    static GuardrailBoard board(GuardrailsView now) {
        GuardrailEntry entry = GuardrailEntry.of(now.guardrails());
        return new GuardrailBoard(
                summary(now),
                now.guardrails().equals(Guardrails.suggested()),
                IntStream.range(0, now.guardrails().size())
                        .mapToObj(index -> rail(now.guardrails().get(index), entry, index))
                        .toList());
    }

    private static GuardrailBoard.Rail rail(GuardrailsView.Item item, GuardrailEntry entry, int index) {
        return new GuardrailBoard.Rail(
                item.title(),
                follows(item.action()),
                icon(item.action()),
                entry.kind(index).sentence(entry.rails().get(index)));
    }

    private static String summary(GuardrailsView now) {
        List<GuardrailsView.Item> rails = now.guardrails();
        if (rails.isEmpty()) {
            return "Nothing watches this route: whoever moves it has to look by themselves.";
        }
        String all = Figures.count(rails.size(), "guardrail watches", "guardrails watch") + " this route.";
        BigDecimal chance = rails.stream()
                .map(GuardrailsView.Item::alpha)
                .filter(alpha -> alpha != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return chance.signum() == 0
                ? all
                : all + " Together they call at most " + Shares.narrow(Shares.exact(chance))
                        + " of healthy rollouts harmful by mistake.";
    }

    /** As a choice: "Roll back". */
    static String order(Reaction action) {
        return switch (action) {
            case ROLL_BACK -> "Roll back";
            case PAUSE -> "Pause";
            case TELL -> "Only tell";
        };
    }

    private static String follows(Reaction action) {
        return switch (action) {
            case ROLL_BACK -> "Rolls back";
            case PAUSE -> "Pauses the plan";
            case TELL -> "Only tells";
        };
    }

    private static String icon(Reaction action) {
        return switch (action) {
            case ROLL_BACK -> "rollback";
            case PAUSE -> "clock";
            case TELL -> "bell";
        };
    }
}
