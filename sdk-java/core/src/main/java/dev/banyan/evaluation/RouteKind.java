package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** How many stages a route has on its way: two (a plain switch), four (with comparison) or six (with data to move). */
public enum RouteKind {
    /** {@code off}, {@code complete}: for code without data of its own. */
    TWO(Stage.OFF, Stage.COMPLETE),
    /** {@code off}, {@code shadow}, {@code live}, {@code complete}: results are compared before and after the switch. */
    FOUR(Stage.OFF, Stage.SHADOW, Stage.LIVE, Stage.COMPLETE),
    /** All six stages: data moves along and is kept in step on both sides. */
    SIX(Stage.values());

    private final List<Stage> stages;

    RouteKind(Stage... stages) {
        this.stages = Collections.unmodifiableList(Arrays.asList(stages));
    }

    /**
     * The kind with that many stages.
     *
     * @param stageCount 2, 4 or 6
     * @throws IllegalArgumentException for any other number
     */
    public static RouteKind ofStages(int stageCount) {
        for (RouteKind kind : values()) {
            if (kind.stageCount() == stageCount) {
                return kind;
            }
        }
        throw Unknown.key("kind", stageCount, Stream.of("2", "4", "6"));
    }

    /** The stages of this kind in the order of a migration; unmodifiable. */
    public List<Stage> stages() {
        return stages;
    }

    /** 2, 4 or 6: the number that stands for this kind on the wire. */
    public int stageCount() {
        return stages.size();
    }

    /** Whether both stages belong to this kind and {@code to} is the one right after {@code from}. */
    public boolean adjacent(Stage from, Stage to) {
        int index = stages.indexOf(from);
        return index >= 0 && index + 1 < stages.size() && stages.get(index + 1) == to;
    }

    /** The highest stage of this kind that is not beyond another kind's. */
    Stage highestUpTo(Stage cap) {
        Stage highest = stages.get(0);
        for (Stage stage : stages) {
            highest = stage.compareTo(cap) <= 0 ? stage : highest;
        }
        return highest;
    }

    /**
     * The highest stage that a rollback leaves: {@code shadow} for six stages, where both sides have the data and new is
     * kept in step, otherwise {@code off}.
     */
    public Stage rollbackStage() {
        return this == SIX ? Stage.SHADOW : Stage.OFF;
    }
}
