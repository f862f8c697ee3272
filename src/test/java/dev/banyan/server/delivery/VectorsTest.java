package dev.banyan.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.vectors.VectorRunner;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The server decides with the code that it was packaged with: that code must give the answers that every SDK gives. */
class VectorsTest {

    @TestFactory
    Stream<DynamicTest> the_server_gives_the_answers_of_the_vectors() {
        var vectors = VectorRunner.all();
        assertThat(vectors).hasSizeGreaterThan(500);
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(), () -> vector.check().run()));
    }
}
