package dev.banyan.server.access.people;

import static dev.banyan.server.testing.TestUsers.uniqueKey;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class MemberApiTest {

    private static final String MEMBERS = "/api/v1/projects/{project}/members";

    private String project;

    @BeforeEach
    void a_project() {
        project = TestUsers.project();
    }

    @Test
    void admin_of_a_project_gives_and_takes_roles() {
        ApiClient admin = TestUsers.with(Role.ADMIN, project);
        ApiClient ana = TestUsers.stranger();

        admin.request()
                .body(Map.of("role", "viewer"))
                .put(MEMBERS + "/{user}", project, ana.username())
                .then()
                .statusCode(200)
                .body("role", equalTo("viewer"));
        admin.request().get(MEMBERS, project).then().statusCode(200).body("items.username", hasItem(ana.username()));
        admin.request()
                .delete(MEMBERS + "/{user}", project, ana.username())
                .then()
                .statusCode(204);
        admin.request()
                .get(MEMBERS + "/{user}", project, ana.username())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:banyan:problem:not-found"));
    }

    @Test
    void a_role_that_was_taken_away_is_gone_at_the_next_request_of_the_same_token() {
        ApiClient ana = TestUsers.with(Role.ADMIN, project);
        ana.request().get(MEMBERS, project).then().statusCode(200);

        TestUsers.grant(ana.username(), Role.VIEWER, project);

        ana.request().get(MEMBERS, project).then().statusCode(403);
    }

    @Test
    void a_stranger_cannot_tell_a_foreign_project_from_none_at_all() {
        ApiClient stranger = TestUsers.with(Role.ADMIN, TestUsers.project());

        for (String foreign : new String[] {project, uniqueKey("none")}) {
            stranger.request().get(MEMBERS, foreign).then().statusCode(404).body("id", notNullValue());
        }
    }

    @Test
    void nobody_gets_a_role_in_a_project_that_does_not_exist() {
        String key = uniqueKey("later");
        ApiClient ana = TestUsers.stranger();

        ApiClient.administrator()
                .request()
                .body(Map.of("role", "admin"))
                .put(MEMBERS + "/{user}", key, ana.username())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:banyan:problem:not-found"));
    }

    @Test
    void a_role_is_written_as_the_document_says() {
        ApiClient admin = TestUsers.with(Role.ADMIN, project);

        for (String role :
                List.of("3", "\"ADMIN\"", "\" admin \"", "[\"admin\"]", "\"\"", "\"viewer\",\"role\":\"admin\"")) {
            admin.request()
                    .body("{\"role\":" + role + "}")
                    .put(MEMBERS + "/{user}", project, admin.username())
                    .then()
                    .statusCode(422)
                    .body("field", equalTo("role"))
                    .body("remedy", notNullValue());
        }
    }

    @Test
    void a_role_too_small_is_refused_and_written_down() {
        ApiClient viewer = TestUsers.with(Role.VIEWER, project);

        viewer.request()
                .body(Map.of("role", "admin"))
                .put(MEMBERS + "/{user}", project, viewer.username())
                .then()
                .statusCode(403)
                .body("remedy", notNullValue());

        viewer.request()
                .queryParam("actor", viewer.username())
                .get("/api/v1/projects/{project}/audit", project)
                .then()
                .statusCode(200)
                .body("items.action", contains("request.refused"));
    }

    @Test
    void an_unknown_role_is_refused_with_the_allowed_ones() {
        ApiClient admin = TestUsers.with(Role.ADMIN, project);

        admin.request()
                .body(Map.of("role", "owner"))
                .put(MEMBERS + "/{user}", project, admin.username())
                .then()
                .statusCode(422)
                .body("field", equalTo("role"))
                .body("remedy", equalTo("Use one of: viewer, operator, editor, admin."));
    }
}
