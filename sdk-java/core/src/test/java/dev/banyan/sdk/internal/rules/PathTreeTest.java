package dev.banyan.sdk.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.RulesetBuilder;
import dev.banyan.evaluation.Stage;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTreeTest {
    private static final PathTree TREE = tree(
            "root GET /",
            "orders.list GET /orders",
            "orders.create POST /orders",
            "orders.get GET /orders/{id}",
            "orders.any * /orders/{id}",
            "orders.recent GET /orders/recent",
            "orders.items GET /orders/{id}/items",
            "orders.item GET /orders/{id}/items/{item}",
            "orders.recent.archive DELETE /orders/recent/archive",
            "deep.literal GET /a/b/c",
            "deep.variable GET /a/{x}/d",
            "umlaut GET /größe/{id}",
            "mixed GET /files/{name}.json");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, /, root",
                "GET, '', root",
                "GET, /orders, orders.list",
                "POST, /orders, orders.create",
                "PUT, /orders, -",
                "GET, /orders/, orders.list",
                "GET, //orders///, orders.list",
                "GET, orders, orders.list",
                "get, /orders/42, orders.get",
                "GET, /orders/42?full=yes&x=/a/b, orders.get",
                "GET, /orders/42#top, orders.get",
                "GET, /orders?page=2, orders.list",
                "GET, /orders;jsessionid=1/42;v=2, orders.get",
                "GET, '/orders/;v=2', orders.list",
                "PATCH, /orders/42, orders.any",
                "-, /orders/42, orders.any",
                "-, /orders, -",
                "GET, /orders/recent, orders.recent",
                "PATCH, /orders/recent, orders.any",
                "GET, /orders/recent/items, orders.items",
                "GET, /orders/recents, orders.get",
                "GET, /orders/42/items/7/, orders.item",
                "DELETE, /orders/recent/archive, orders.recent.archive",
                "GET, /orders/a%2Fb, orders.get",
                "GET, /ORDERS, -",
                "GET, /a/b/c, deep.literal",
                "GET, /a/b/d, deep.variable",
                "GET, /a/b/e, -",
                "GET, /größe/1, umlaut",
                "GET, /files/x.json, mixed",
                "GET, /files/x.xml, -",
                "GET, /gr%C3%B6%C3%9Fe/1, umlaut",
                "GET, /orders/42/items/7/8, -",
                "GET, -, -",
            })
    void the_best_template_answers(String method, String path, String key) {
        assertThat(TREE.match(method, path)).isEqualTo(key);
    }

    @Test
    void a_match_allocates_nothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        String[] paths = {"/orders/42/items/7", "/gr%C3%B6%C3%9Fe/1", "/files/x.json", "/files/x%2Exml", "/a/b/e?x=1"};
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            TREE.match("GET", paths[i % paths.length]);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_192);
    }

    @Test
    void among_many_literals_each_is_found() {
        String[] routes = new String[2_000];
        for (int i = 0; i < routes.length; i++) {
            routes[i] = "r" + i + " GET /s" + i + "/{id}/x" + i % 7;
        }
        PathTree tree = tree(routes);
        for (int i = 0; i < routes.length; i++) {
            assertThat(tree.match("GET", "/s" + i + "/1/x" + i % 7)).isEqualTo("r" + i);
            assertThat(tree.match("GET", "/s" + i + "/1/y")).isNull();
        }
    }

    @Test
    void literals_with_the_same_hash_are_told_apart() {
        PathTree tree = tree("one GET /Aa/x", "two GET /BB/x", "three GET /AaBB/x", "four GET /BBAa/x");
        assertThat(tree.match("GET", "/Aa/x")).isEqualTo("one");
        assertThat(tree.match("GET", "/BB/x")).isEqualTo("two");
        assertThat(tree.match("GET", "/AaBB/x")).isEqualTo("three");
        assertThat(tree.match("GET", "/BBAa/x")).isEqualTo("four");
        assertThat(tree.match("GET", "/AaAa/x")).isNull();
    }

    @Test
    void of_two_equal_templates_the_smaller_key_answers() {
        PathTree tree = tree("b GET /x/{one}", "a GET /x/{two}", "c GET /x/{three}");
        assertThat(tree.match("GET", "/x/1")).isEqualTo("a");
    }

    @Test
    void a_template_or_path_of_any_length_is_survived() {
        PathTree tree = tree("long GET " + "/{a}".repeat(500), "ok GET /ok");
        assertThat(tree.match("GET", "/a".repeat(500))).isNull();
        assertThat(tree.match("GET", "/".repeat(1_000_000) + "ok")).isEqualTo("ok");
        assertThat(tree.match("GET", "/;".repeat(100_000) + "/ok")).isEqualTo("ok");
    }

    @Test
    void no_text_makes_it_throw() {
        Random random = new Random(3);
        String alphabet = "/{}orders?;#%%Cc3Bb6ü\uD83D\0 .";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                path.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            TREE.match("GET", path.toString());
        }
    }

    /** Each route as {@code key METHOD template}, {@code *} for any method. */
    private static PathTree tree(String... routes) {
        RulesetBuilder ruleset = Ruleset.builder("p", "e").version("x", 1);
        for (String route : routes) {
            String[] words = route.split(" ");
            ruleset.route(RouteDefinition.builder(words[0], RouteKind.TWO, "salt")
                    .answers(words[1].equals("*") ? null : words[1], words[2])
                    .cohort(Cohort.of("default", List.of(), Rollout.of(Stage.OFF, Stage.COMPLETE, 0)))
                    .build());
        }
        return PathTree.of(ruleset.build());
    }
}
