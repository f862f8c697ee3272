package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class UnexpectedMapperTest {

    private final UnexpectedMapper mapper = new UnexpectedMapper();

    @Test
    void a_fault_shows_an_id_and_nothing_of_the_inside() {
        Response response = mapper.toResponse(new IllegalStateException("secret: jdbc:postgresql://db"));

        ProblemView view = (ProblemView) response.getEntity();
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(view.id()).isNotBlank();
        assertThat(view.toString()).doesNotContain("secret", "IllegalState", "jdbc");
    }

    @Test
    void a_refusal_that_arrives_wrapped_is_still_a_refusal() {
        Problem refusal = Problem.conflict("key-taken", "It is taken.", "Choose another.");

        Response response = mapper.toResponse(new RuntimeException(new IllegalStateException(refusal)));

        assertThat(response.getStatus()).isEqualTo(409);
    }
}
