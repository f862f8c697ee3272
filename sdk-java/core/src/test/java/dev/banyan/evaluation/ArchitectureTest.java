package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What makes the SDK fit for a ten-year-old JVM, and keeps the evaluation pure. Read from the compiled classes. */
class ArchitectureTest {

    private static final int JAVA_8 = 52;

    @Test
    void every_class_is_java_8_bytecode() {
        assertThat(classesUnder("dev/banyan"))
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        file -> assertThat(file.majorVersion()).as(file.name()).isEqualTo(JAVA_8));
    }

    @Test
    void evaluation_knows_nothing_but_the_core_of_the_jdk() {
        String allowed = "java\\.lang\\.[A-Z]\\w*(\\$\\w+)?|java\\.lang\\.invoke\\..*|java\\.util\\.[A-Z].*"
                + "|java\\.util\\.(function|stream)\\..*|dev\\.banyan\\.evaluation\\..*";

        assertThat(typesNamedIn("dev/banyan/evaluation")).allMatch(type -> type.matches(allowed));
    }

    @Test
    void evaluation_reads_no_clock_and_draws_no_numbers() {
        assertThat(typesNamedIn("dev/banyan/evaluation"))
                .doesNotContain(
                        "java.lang.Thread",
                        "java.lang.Process",
                        "java.lang.Runtime",
                        "java.lang.System",
                        "java.lang.ClassLoader",
                        "java.util.Random",
                        "java.util.Date",
                        "java.util.UUID",
                        "java.util.Timer",
                        "java.util.Calendar");
    }

    @Test
    void wire_knows_evaluation_and_the_jdk() {
        assertThat(typesNamedIn("dev/banyan/wire"))
                .contains("dev.banyan.evaluation.Ruleset")
                .allMatch(type -> type.matches("java\\..*|dev\\.banyan\\.(evaluation|wire)\\..*"));
    }

    @Test
    void the_class_files_are_really_read() {
        assertThat(typesNamedIn("dev/banyan/evaluation"))
                .contains("java.util.List", "java.lang.String", "dev.banyan.evaluation.RouteRules");
        assertThat(ClassFile.read(root(ArchitectureTest.class).resolve("dev/banyan/evaluation/ArchitectureTest.class"))
                        .types())
                .contains("java.nio.file.Files", "java.util.stream.Stream", "org.w3c.dom.Element");
    }

    @Test
    void the_sdk_has_no_dependency_but_those_of_its_tests() throws Exception {
        Path pom = root(Ruleset.class).getParent().getParent().resolve("pom.xml");
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        List<String> scopes = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            NodeList scope = ((Element) dependencies.item(i)).getElementsByTagName("scope");
            scopes.add(scope.getLength() == 0 ? "compile" : scope.item(0).getTextContent());
        }

        assertThat(scopes).isNotEmpty().containsOnly("test");
    }

    private static Set<String> typesNamedIn(String folder) {
        return classesUnder(folder).stream()
                .flatMap(file -> file.types().stream())
                .collect(Collectors.toSet());
    }

    private static List<ClassFile> classesUnder(String folder) {
        try (Stream<Path> files = Files.walk(root(Ruleset.class).resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(ClassFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(folder, unreadable);
        }
    }

    /** Where the compiled classes lie among which that one is. */
    private static Path root(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
