package dev.banyan.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What people copy from README, guides and Javadoc compiles. */
class SnippetsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    /** Where tests are started by a jar that only names it, the compiler has to be given the real one. */
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final Path SDK = ROOT.resolve("sdk-java");

    @Test
    void every_snippet_of_readme_and_guides_compiles() throws IOException {
        List<Snippet> snippets = new ArrayList<>(Snippet.inPage(ROOT.resolve("README.md")));
        snippets.addAll(Snippet.inPage(SDK.resolve("README.md")));
        for (Path page : files(SDK.resolve("docs"), ".md")) {
            snippets.addAll(Snippet.inPage(page));
        }
        assertThat(snippets).hasSizeGreaterThan(15);
        assertThat(errors(snippets)).isEmpty();
    }

    @Test
    void every_snippet_of_the_javadoc_compiles() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (String module : List.of("core", "servlet-jakarta", "openfeature", "opentelemetry")) {
            for (Path source : files(SDK.resolve(module).resolve("src/main/java"), ".java")) {
                snippets.addAll(Snippet.inJavadoc(source));
            }
        }
        assertThat(snippets).hasSizeGreaterThan(2);
        assertThat(errors(snippets)).isEmpty();
    }

    @Test
    void the_guide_shows_the_transactions_that_are_tested() throws IOException {
        String guide = Files.readString(SDK.resolve("docs/second-writes.md"));
        for (String name : List.of("SpringTransactions", "JtaTransactions")) {
            String source = Files.readString(SDK.resolve("guides/src/test/java/dev/banyan/guides/" + name + ".java"));
            assertThat(guide).contains(source.substring(source.indexOf("final class")));
        }
    }

    @Test
    void a_snippet_that_does_not_compile_is_named_with_its_place() throws IOException {
        List<Snippet> wrong = List.of(new Snippet("page.md:7", "Order order = banyan.route(\"orders.get\");"));
        assertThat(errors(wrong)).singleElement().asString().startsWith("page.md:7: ");
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> errors(List<Snippet> snippets) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> sources = new ArrayList<>();
        for (Snippet snippet : snippets) {
            sources.add(new Source("Snippet" + sources.size(), snippet));
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-implicit:none", "-classpath", CLASS_PATH, "-d", made());
        compiler.getTask(new StringWriter(), null, problems, options, null, sources)
                .call();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> ((Source) problem.getSource()).snippet.place() + ": " + problem.getMessage(null))
                .toList();
    }

    private static String made() throws IOException {
        return Files.createDirectories(SDK.resolve("guides/target/snippets")).toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final Snippet snippet;

        Source(String name, Snippet snippet) {
            super(URI.create("string:///dev/banyan/guides/" + name + ".java"), Kind.SOURCE);
            this.name = name;
            this.snippet = snippet;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return snippet.asClass(name);
        }
    }
}
