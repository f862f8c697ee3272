package dev.banyan.server.testing.configuration;

import static java.util.stream.Collectors.joining;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** {@code docs/configuration.md}: people write what stands before the mark, the sources of the server what comes after it. */
public final class ConfigurationPage {
    private static final String MARK = "<!-- From here on written by ConfigurationPageTest, from the code. -->";

    private final List<SettingGroup> groups;
    private final Properties properties = new Properties();

    /** @param main the directory of the server's sources and resources */
    public ConfigurationPage(Path main) throws IOException {
        this.groups = groups(main.resolve("java"));
        try (InputStream given = Files.newInputStream(main.resolve("resources/application.properties"))) {
            properties.load(given);
        }
    }

    public List<SettingGroup> groups() {
        return groups;
    }

    public List<Setting> settings() {
        return groups.stream().flatMap(group -> group.settings().stream()).toList();
    }

    /** The page as it has to be, with the part before the mark as it is. */
    public String renewed(String page) {
        int mark = page.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalStateException("The page has lost its mark: " + MARK);
        }
        return page.substring(0, mark) + MARK + "\n"
                + groups.stream().map(this::section).collect(joining());
    }

    /** What application.properties says for all profiles; empty if it says nothing. */
    public Optional<String> property(Setting setting) {
        return Optional.ofNullable(properties.getProperty(setting.name()));
    }

    /** Names of our own in application.properties. */
    public Stream<String> properties() {
        return properties.stringPropertyNames().stream().filter(name -> name.startsWith("banyan."));
    }

    private String section(SettingGroup group) {
        String rows = group.settings().stream()
                .map(setting ->
                        setting.row(property(setting).or(setting::ownDefault).map(text -> shown(setting, text))))
                .collect(joining());
        return "\n### " + group.prefix() + "\n\n" + group.meaning() + "\n\n" + Setting.HEAD + rows;
    }

    /** Times are read in either case, and more easily in this one. */
    private static String shown(Setting setting, String text) {
        return setting.value().startsWith("time") ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static List<SettingGroup> groups(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, null, null, files.getJavaFileObjectsFromPaths(mappings(sources)));
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .flatMap(file -> new ConfigurationSource(task, file).groups().stream())
                    .sorted(Comparator.comparing(SettingGroup::prefix))
                    .toList();
        }
    }

    private static List<Path> mappings(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> text(file).contains("@ConfigMapping"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
