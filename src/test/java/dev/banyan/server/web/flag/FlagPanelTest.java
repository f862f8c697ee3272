package dev.banyan.server.web.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.preview.Samples;
import org.junit.jupiter.api.Test;

/** How a route is set is not said as if it were so while its services do otherwise: breakers open, overridden, behind. */
class FlagPanelTest {
    private static final FlagPanel MOVED = at(1_000_000);
    private static final FlagPanel QUARTER = at(250_000);

    @Test
    void a_route_that_has_moved_says_so_while_new_answers() {
        assertThat(MOVED.under(new Load(200, 200)).headline()).isEqualTo("Moved: new serves everyone.");
        assertThat(MOVED.under(new Load(200, 110)).headline()).isEqualTo("Moved: new serves everyone.");
    }

    @Test
    void it_does_not_claim_what_its_services_do_not_do() {
        assertThat(MOVED.under(new Load(200, 0)).headline())
                .isEqualTo("Moved, but legacy answers 100" + Shares.PERCENT + " just now.");
        assertThat(QUARTER.under(new Load(200, 2)).headline())
                .endsWith("legacy the rest. Just now new answers 1" + Shares.PERCENT + ".");
    }

    @Test
    void without_requests_nothing_is_said_against_it() {
        assertThat(MOVED.under(Load.NONE).headline()).isEqualTo("Moved: new serves everyone.");
        assertThat(QUARTER.under(new Load(200, 48)).headline()).endsWith("legacy the rest.");
    }

    private static FlagPanel at(int millionths) {
        return SampleFlags.flag(
                SampleFlags.orders(),
                RouteKind.TWO,
                SampleFlags.rollout(Stage.OFF, Stage.COMPLETE, millionths),
                Samples.EDITOR);
    }
}
