package dev.banyan.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VectorsTest {

    @TestFactory
    Stream<DynamicTest> every_vector_holds() {
        return VectorRunner.all().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(), () -> vector.check().run()));
    }

    @Test
    void there_are_vectors_of_every_sort() {
        assertThat(List.of(
                        BucketVectors.hashes().count(),
                        BucketVectors.buckets().count(),
                        ConditionVectors.conditions().count(),
                        DecisionVectors.decisions().count(),
                        RefusedVectors.refused().count()))
                .allSatisfy(count -> assertThat(count).isGreaterThan(40));
        assertThat(EmergencyVectors.sequences()).hasSize(10);
    }

    /** That of segments asks other conditions: it is among the decisions. */
    @Test
    void there_are_vectors_of_every_operator() {
        Set<Operator> operators = EnumSet.complementOf(EnumSet.of(Operator.IN_SEGMENT));

        assertThat(ConditionVectors.conditions().map(vector -> vector.name().split(" ")[0]))
                .containsAll(operators.stream().map(Operator::key).toList());
    }

    @Test
    void a_wrong_answer_is_noticed() {
        assertThatThrownBy(() -> VectorRunner.same(1L, 2L)).isInstanceOf(AssertionError.class);
    }
}
