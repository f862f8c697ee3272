package dev.banyan.server.testing.openapi;

import dev.banyan.server.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of the API that the manual shows.
 *
 * @param place for people
 * @param body null for none
 * @param answer that is shown below it; null for none
 */
public record ManualExample(String place, String method, String path, String body, String answer) {

    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL =
            Pattern.compile("(?m)^.*?\\$(B|E|BANYAN)\\b(/[^\\s\"'?]*)?(?:[?][^\\s\"']*)?(.*)$");
    /** What the manual's shell words stand for. */
    private static final Map<String, String> BASES =
            Map.of("B", "/api/v1", "E", "/api/v1/projects/shop/environments/production", "BANYAN", "");

    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
    private static final Pattern METHOD = Pattern.compile("-X (\\w+)");

    /** Of every page that shows some. */
    public static List<ManualExample> all() {
        try (Stream<Path> pages = Stream.concat(
                Stream.of(Repository.ROOT.resolve("README.md")), Files.list(Repository.ROOT.resolve("docs")))) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(page -> of(page).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the description says otherwise; empty if nothing. */
    public List<String> faults(ApiDescription api) {
        Optional<DescribedOperation> operation = api.operation(method, path);
        if (operation.isEmpty()) {
            return List.of(this + " is not described");
        }
        List<String> faults = new ArrayList<>();
        if (body != null) {
            faults.addAll(
                    api.faults(operation.get().pointer("requestBody", "content", "application/json", "schema"), body));
        }
        if (answer != null) {
            faults.addAll(api.faults(
                    operation.get().pointer("responses", "200", "content", "application/json", "schema"), answer));
        }
        return faults.stream().map(fault -> this + ": " + fault).toList();
    }

    private static List<ManualExample> of(Path page) {
        List<ManualExample> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(read(page));
        List<ManualExample> last = List.of();
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                last = calls(page, block.group(2));
                examples.addAll(last);
            } else if (last.size() == 1 && isAnswer(block.group(2))) {
                examples.set(examples.size() - 1, last.get(0).answered(block.group(2)));
                last = List.of();
            } else {
                last = List.of();
            }
        }
        return examples;
    }

    private static List<ManualExample> calls(Path page, String script) {
        // A command goes on where its line ends with a backslash or within a quoted text.
        String commands = script.replace("\\\n", " ").replaceAll("\\n(?=[^']*'(?:[^']*'[^']*')*[^']*$)", " ");
        List<ManualExample> calls = new ArrayList<>();
        Matcher call = CALL.matcher(commands);
        while (call.find()) {
            String base = BASES.get(call.group(1));
            String path = call.group(2) == null ? "" : call.group(2);
            Matcher body = BODY.matcher(call.group());
            String sent = body.find() ? body.group(1) : null;
            Matcher method = METHOD.matcher(call.group());
            String verb = method.find() ? method.group(1) : sent == null ? "GET" : "POST";
            if (!call.group().startsWith("E=")) {
                calls.add(new ManualExample(
                        page.getFileName() + ": " + call.group().strip(), verb, base + path, sent, null));
            }
        }
        return calls;
    }

    /** A refusal is shown only in part. */
    private static boolean isAnswer(String block) {
        return block.contains("{") && !block.contains("urn:banyan:problem");
    }

    /** What is left out of an example stands there as three dots. */
    private ManualExample answered(String block) {
        String json = block.substring(block.indexOf('{')).replace("[…]", "[]").replace(",…,", ",");
        return new ManualExample(place, method, path, body, json);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
