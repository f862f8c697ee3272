package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.openapi.ApiDescription;
import dev.banyan.server.testing.openapi.DescribedOperation;
import dev.banyan.server.testing.openapi.ExchangeBuilder;
import dev.banyan.server.testing.openapi.ManualExample;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description at {@code /q/openapi}. That answers are as described is looked at wherever a test asks an API. */
@BanyanTest
class ApiDescriptionApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static ApiDescription api;

    @BeforeEach
    void read() throws Exception {
        if (api != null) {
            return;
        }
        api = ApiDescription.of(JSON.readTree(given().accept(ContentType.JSON)
                .queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    @Test
    void stages_are_spelled_as_on_the_wire() {
        assertThat(texts(api.document().at("/components/schemas/Stage/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Stage.values()).map(Stage::key).toList());
    }

    @Test
    void every_operation_has_a_name_a_summary_and_a_declared_tag() {
        Set<String> tags = new TreeSet<>(api.document().at("/tags").findValuesAsText("name"));

        assertThat(api.operations())
                .extracting(operation -> operation.node().path("operationId").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(api.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(texts(operation.node().path("tags"))).isNotEmpty().isSubsetOf(tags);
        });
    }

    @Test
    void every_variable_of_a_path_is_a_required_parameter() {
        assertThat(api.operations())
                .allSatisfy(operation -> assertThat(pathParameters(operation))
                        .containsExactlyInAnyOrderElementsOf(VARIABLE.matcher(operation.path())
                                .results()
                                .map(variable -> variable.group(1))
                                .toList()));
    }

    @Test
    void every_operation_says_which_credential_it_takes() {
        assertThat(api.operations()).allSatisfy(operation -> {
            Set<String> schemes = new TreeSet<>();
            operation.node().path("security").forEach(way -> way.fieldNames().forEachRemaining(schemes::add));
            assertThat(schemes).isEqualTo(credentials(operation.path()));
        });
        assertThat(api.document()
                        .at("/components/securitySchemes/sdkKeyHeader/name")
                        .asText())
                .isEqualTo("X-API-Key");
    }

    @Test
    void every_answer_is_described_and_has_a_form_if_it_has_a_body() {
        assertThat(api.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("responses").properties())
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.getValue().path("description").asText())
                                .isNotBlank();
                        boolean bodiless = Set.of("204", "304").contains(answer.getKey());
                        assertThat(answer.getValue().path("content").isEmpty()).isEqualTo(bodiless);
                        assertThat(answer.getValue().path("content"))
                                .allSatisfy(
                                        form -> assertThat(form.path("schema")).isNotEmpty());
                    });
            assertThat(operation.answer("default").at("/content").has(ProblemView.MEDIA_TYPE))
                    .isTrue();
        });
    }

    @Test
    void every_schema_that_is_named_is_there_and_none_is_there_for_nothing() {
        Set<String> named = new TreeSet<>();
        walk("", api.document(), (pointer, node) -> {
            if (node.has("$ref")) {
                named.add(node.path("$ref").asText().replace("#/components/schemas/", ""));
            }
        });
        Set<String> declared = new TreeSet<>();
        api.document().at("/components/schemas").fieldNames().forEachRemaining(declared::add);

        assertThat(named).isEqualTo(declared);
    }

    @Test
    void the_server_is_the_one_that_was_asked_wherever_it_is() {
        assertThat(api.document().at("/servers").findValuesAsText("url")).containsExactly("/");
    }

    @Test
    void every_example_fits_its_schema() {
        List<String> seen = new ArrayList<>();
        walk(
                "",
                api.document(),
                (pointer, node) -> node.path("examples").forEach(example -> {
                    seen.add(pointer);
                    assertThat(api.faults(pointer, example.toString()))
                            .as(pointer)
                            .isEmpty();
                }));

        assertThat(seen).hasSizeGreaterThan(8);
    }

    @Test
    void every_example_of_the_manual_is_as_described() {
        List<ManualExample> examples = ManualExample.all();

        assertThat(examples).hasSizeGreaterThan(30);
        assertThat(examples).filteredOn(example -> example.body() != null).hasSizeGreaterThan(15);
        assertThat(examples).filteredOn(example -> example.answer() != null).hasSizeGreaterThan(2);
        assertThat(examples)
                .allSatisfy(example -> assertThat(example.faults(api)).isEmpty());
    }

    /** The comparison itself: what is not as described is found. */
    @Test
    void what_is_not_described_is_found() {
        String path = "/api/v1/projects/shop/environments/production/rollback";

        assertThat(ExchangeBuilder.builder()
                        .method("POST")
                        .path(path)
                        .requestBody("")
                        .status(200)
                        .contentType("application/json")
                        .answerBody("{\"revision\":7,\"changed\":true}")
                        .build()
                        .faults(api))
                .isEmpty();
        assertThat(List.of(
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("")
                                .status(200)
                                .contentType("application/json")
                                .answerBody("{\"revision\":null,\"changed\":true}")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("")
                                .status(200)
                                .contentType("text/plain")
                                .answerBody("Outcome[revision=7]")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("")
                                .status(200)
                                .contentType("application/json")
                                .answerBody("Outcome[revision=7]")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("")
                                .status(201)
                                .contentType("application/json")
                                .answerBody("{}")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("")
                                .status(413)
                                .contentType(null)
                                .answerBody("")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path)
                                .requestBody("[]")
                                .status(200)
                                .contentType("application/json")
                                .answerBody("{\"revision\":7,\"changed\":true}")
                                .build(),
                        ExchangeBuilder.builder()
                                .method("POST")
                                .path(path + "s")
                                .requestBody("")
                                .status(200)
                                .contentType("application/json")
                                .answerBody("{}")
                                .build()))
                .allSatisfy(exchange -> assertThat(exchange.faults(api)).isNotEmpty());
    }

    private static Set<String> credentials(String path) {
        if (path.equals("/api/v1/tokens")) {
            return Set.of();
        }
        return path.startsWith("/api/")
                ? Set.of("token")
                : path.startsWith("/ofrep/") ? Set.of("sdkKey", "sdkKeyHeader") : Set.of("sdkKey");
    }

    private static List<String> pathParameters(DescribedOperation operation) {
        List<String> names = new ArrayList<>();
        operation.parameters().forEach(parameter -> {
            if (parameter.path("in").asText().equals("path")) {
                assertThat(parameter.path("required").asBoolean()).isTrue();
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(pointer, node);
            node.properties()
                    .forEach(member -> walk(pointer + '/' + escaped(member.getKey()), member.getValue(), visitor));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + '/' + i, node.get(i), visitor);
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
