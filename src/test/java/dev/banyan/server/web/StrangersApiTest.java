package dev.banyan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks every page and every button of a project, as the sources declare them: whoever forgets to ask for a permission is found here. */
@BanyanTest
class StrangersApiTest {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("../target/classes");

    private record Endpoint(boolean post, String path) {}

    @Test
    void whoever_has_no_role_in_a_project_sees_and_presses_nothing_of_it() throws IOException {
        TestShop shop = TestShop.open().route("orders.get", 6);
        ApiClient stranger = TestUsers.stranger();
        Browser browser = new Browser();
        browser.signIn(stranger.username(), stranger.password(), "/");
        String csrf = browser.csrf();
        List<Endpoint> endpoints = endpoints(shop.project());
        assertThat(endpoints).hasSizeGreaterThan(50).anyMatch(Endpoint::post);

        Map<String, String> answered = new TreeMap<>();
        for (Endpoint endpoint : endpoints) {
            Response response = endpoint.post()
                    ? browser.request()
                            .formParam("csrf", csrf)
                            .formParam("version", 0)
                            .post(endpoint.path())
                    : browser.request().get(endpoint.path());
            boolean denied = response.statusCode() == 404
                    && response.asString().contains("There is no project " + shop.project());
            if (!denied) {
                answered.put(endpoint.toString(), response.statusCode() + " " + response.asString());
            }
        }

        assertThat(answered)
                .as("what did not deny that there is such a project")
                .isEmpty();
    }

    private static List<Endpoint> endpoints(String project) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES.resolve("dev/banyan/server/web"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> CLASSES.relativize(file).toString())
                    .map(name -> type(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Stream.of(type.getDeclaredMethods())
                            .filter(method ->
                                    method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class))
                            .map(method -> endpoint(type, method, project)))
                    .filter(endpoint -> endpoint.path().contains("/" + project))
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Endpoint endpoint(Class<?> type, Method method, String project) {
        String path = Stream.<AnnotatedElement>of(type, method)
                .map(each -> each.getAnnotation(Path.class))
                .filter(Objects::nonNull)
                .map(Path::value)
                .reduce("", String::concat);
        return new Endpoint(method.isAnnotationPresent(POST.class), filled(path, project));
    }

    /** {@code {action:start|pause}} takes its first word, {@code {id:\d+}} a number. */
    private static String filled(String path, String project) {
        return path.replace("{project}", project)
                .replace("{environment}", "production")
                .replace("{route}", "orders.get")
                .replaceAll("\\{\\w+:([a-z-]+)[^}]*}", "$1")
                .replaceAll("\\{[^}]*}", "1");
    }
}
