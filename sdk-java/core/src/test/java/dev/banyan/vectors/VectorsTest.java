package dev.banyan.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    @Test
    void a_wrong_answer_is_noticed() {
        assertThatThrownBy(() -> VectorRunner.same(1L, 2L)).isInstanceOf(AssertionError.class);
    }
}
