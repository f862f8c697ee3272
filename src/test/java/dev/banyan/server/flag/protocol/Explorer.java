package dev.banyan.server.flag.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Walks through all states that can be reached, nearest first, so the first violation found is one of the shortest. */
final class Explorer {
    private final Map<World, Came> seen = new HashMap<>();
    private final Deque<World> next = new ArrayDeque<>();

    private record Came(World from, String by) {}

    /**
     * @param violation the first promise that was broken, with the way there; null when none was
     */
    record Result(int states, String violation) {
        Optional<String> broken() {
            return Optional.ofNullable(violation);
        }
    }

    /**
     * @param steps what can happen next
     * @param promises says what is broken in a state
     */
    static Result explore(
            Collection<World> starts, Function<World, List<Step>> steps, Function<World, Optional<String>> promises) {
        return new Explorer().run(starts, steps, promises);
    }

    private Result run(
            Collection<World> starts, Function<World, List<Step>> steps, Function<World, Optional<String>> promises) {
        starts.forEach(start -> reach(start, null, "begin at " + start.planned().key()));
        while (!next.isEmpty()) {
            World world = next.remove();
            Optional<String> broken = promises.apply(world);
            if (broken.isPresent()) {
                return new Result(seen.size(), String.join("\n", way(world)) + "\n=> " + broken.get());
            }
            steps.apply(world).forEach(step -> reach(step.world(), world, step.what()));
        }
        return new Result(seen.size(), null);
    }

    private void reach(World world, World from, String by) {
        if (seen.putIfAbsent(world, new Came(from, by)) == null) {
            next.add(world);
        }
    }

    private List<String> way(World to) {
        List<String> steps = new ArrayList<>();
        for (World at = to; at != null; at = seen.get(at).from()) {
            steps.add(seen.get(at).by());
        }
        Collections.reverse(steps);
        return steps;
    }
}
