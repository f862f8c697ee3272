package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTableTest {

    @ParameterizedTest
    @CsvSource({
        // stage, answers reads, also read, answers writes, written second
        "OFF,       LEGACY, ,       LEGACY, ",
        "DUALWRITE, LEGACY, ,       LEGACY, NEW",
        "SHADOW,    LEGACY, NEW,    LEGACY, NEW",
        "LIVE,      NEW,    LEGACY, NEW,    LEGACY",
        "RAMPDOWN,  NEW,    ,       NEW,    LEGACY",
        "COMPLETE,  NEW,    ,       NEW,    "
    })
    void every_stage_touches_the_sides_that_it_promises(
            Stage stage, Side answersReads, Side alsoRead, Side answersWrites, Side writtenSecond) {
        assertThat(StageTable.plan(stage, Operation.READ))
                .isEqualTo(new StageTable.Plan(answersReads, Optional.ofNullable(alsoRead)));
        assertThat(StageTable.plan(stage, Operation.WRITE))
                .isEqualTo(new StageTable.Plan(answersWrites, Optional.ofNullable(writtenSecond)));
    }
}
