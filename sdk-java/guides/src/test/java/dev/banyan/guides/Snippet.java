package dev.banyan.guides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Code that somebody may copy.
 *
 * @param place file and line at which it begins
 */
record Snippet(String place, String code) {
    private static final Pattern FENCED = Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\n\\s*\\* \\}</pre>", Pattern.DOTALL);

    static List<Snippet> inPage(Path page) throws IOException {
        return in(page, FENCED);
    }

    static List<Snippet> inJavadoc(Path source) throws IOException {
        return in(source, JAVADOC).stream()
                .map(snippet -> new Snippet(snippet.place, snippet.code.replaceAll("(?m)^\\s*\\* ?", "")))
                .toList();
    }

    private static List<Snippet> in(Path file, Pattern pattern) throws IOException {
        String text = Files.readString(file);
        List<Snippet> snippets = new ArrayList<>();
        for (MatchResult found : pattern.matcher(text).results().toList()) {
            long line = text.substring(0, found.start(1)).lines().count() + 1;
            snippets.add(new Snippet(file.getFileName() + ":" + line, found.group(1)));
        }
        return snippets;
    }

    /** As a class of that name, in the middle of the shop that the guides speak of. */
    String asClass(String name) {
        String body = code.replace("…", "/* … */").strip();
        if (body.startsWith(".")) {
            body = "filter" + body + ";";
        }
        return Shop.IMPORTS + "class " + name + " extends Shop {\nObject snippet() throws Exception { if (true) {\n"
                + body + "\n} return null; }\n}\n";
    }
}
