package dev.banyan.server.web.kit;

import dev.banyan.server.environment.Lagging;
import dev.banyan.server.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the form would do if it were sent now.
 *
 * @param button what the button says: "Move to 25 %"
 * @param lines what would happen, the most important first
 * @param remedy what to do instead when it is not allowed, or null
 * @param lagging who will not understand the change, a sentence for each of their SDKs; such a change has to be confirmed
 */
public record PreviewView(Effect effect, String button, List<String> lines, String remedy, List<String> lagging) {

    public PreviewView(Effect effect, String button, List<String> lines, String remedy) {
        this(effect, button, lines, remedy, List.of());
    }

    /** Which way the change goes. */
    public enum Effect {
        NOTHING,
        WIDENS,
        NARROWS,
        /** Forward, although the new side is known to do harm. */
        HARMS,
        REFUSED;

        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public String icon() {
            return switch (this) {
                case NOTHING -> "dot";
                case WIDENS -> "forward";
                case NARROWS -> "back";
                case HARMS, REFUSED -> "alert";
            };
        }
    }

    /** Whether somebody will not follow, so that it has to be said that this is known. */
    public boolean asks() {
        return ready() && !lagging.isEmpty();
    }

    public boolean ready() {
        return effect == Effect.WIDENS || effect == Effect.NARROWS || asksWhy();
    }

    public boolean asksWhy() {
        return effect == Effect.HARMS;
    }

    /** @param found what the guardrails say, with their figures */
    public PreviewView harming(String found) {
        return new PreviewView(
                Effect.HARMS,
                button + " all the same",
                Stream.concat(
                                Stream.of("The new side does harm, and this sends more to it.", sentence(found)),
                                lines.stream())
                        .toList(),
                "Say why you do it all the same. Or mend the new side first, and have it judged anew.",
                lagging);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    /** The same with one thing more to know; null for none. */
    public PreviewView and(String line) {
        return line == null
                ? this
                : new PreviewView(
                        effect,
                        button,
                        Stream.concat(lines.stream(), Stream.of(line)).toList(),
                        remedy,
                        lagging);
    }

    public PreviewView lagging(List<Lagging> those) {
        return new PreviewView(
                effect,
                button,
                lines,
                remedy,
                those.stream().map(Lagging::words).toList());
    }

    /** There is nothing to do, and why. */
    public static PreviewView nothing(String button, String words) {
        return new PreviewView(Effect.NOTHING, button, List.of(words), null);
    }

    public static PreviewView refused(Problem problem) {
        return new PreviewView(
                Effect.REFUSED,
                "Apply",
                List.of(Optional.ofNullable(problem.getMessage()).orElse(problem.title())),
                problem.remedy().orElse(null));
    }
}
