package dev.banyan.server.flag.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which stages two instances may be at, at once, and what still holds: the table of docs/safety.md. */
class StagePairsTest {
    private static final Set<Rule> RULES = EnumSet.allOf(Rule.class);
    private static final Promises PROMISES = new Promises(RULES);
    private static final List<Function<World, Optional<String>>> COLUMNS = List.of(
            PROMISES::lost,
            PROMISES::goesBack,
            world -> PROMISES.misses(Side.NEW, world),
            world -> PROMISES.misses(Side.LEGACY, world));

    @Test
    void the_page_says_what_the_model_finds() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Stage one : Stage.values()) {
            Stream.of(Stage.values())
                    .filter(other -> other.compareTo(one) >= 0)
                    .map(other -> row(one, other))
                    .forEach(expected::add);
        }
        assertThat(Files.readString(Repository.ROOT.resolve("docs/safety.md"))).contains(String.join("\n", expected));
    }

    private static String row(Stage one, Stage other) {
        StringBuilder row = new StringBuilder("| `" + one.key() + "` and `" + other.key() + "` |");
        COLUMNS.forEach(promise -> row.append(holds(one, other, promise) ? " yes |" : " **no** |"));
        return row.toString();
    }

    private static boolean holds(Stage one, Stage other, Function<World, Optional<String>> promise) {
        Bounds bounds = new Bounds(RouteKind.SIX, 2, 1, Map.of(Budget.MOVES, 1, Budget.WRITES, 3));
        return Explorer.explore(List.of(Worlds.at(one, other, bounds)), new Protocol(RULES)::writes, promise)
                .broken()
                .isEmpty();
    }
}
