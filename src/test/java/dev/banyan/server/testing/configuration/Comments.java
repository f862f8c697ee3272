package dev.banyan.server.testing.configuration;

import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Javadoc as Markdown, as far as settings use it: code, links, and a page to read on. */
final class Comments {
    private static final Pattern LINK = Pattern.compile("<a\\s+href\\s*=\\s*\"([^\"]*)\"\\s*>(.*?)</a>");

    private Comments() {}

    static String asMarkdown(DocCommentTree comment) {
        Stream<String> pages = comment.getBlockTags().stream()
                .filter(SeeTree.class::isInstance)
                .map(see -> "See " + text(((SeeTree) see).getReference()) + ".");
        return Stream.concat(Stream.of(text(comment.getFullBody())), pages).collect(joining(" "));
    }

    private static String text(List<? extends DocTree> parts) {
        String text = parts.stream().map(Comments::text).collect(joining()).replaceAll("\\s+", " ");
        return LINK.matcher(text).replaceAll("[$2]($1)");
    }

    private static String text(DocTree part) {
        if (part instanceof LiteralTree code) {
            return "`" + code.getBody().getBody() + "`";
        }
        if (part instanceof TextTree text) {
            return text.getBody();
        }
        if (part.toString().startsWith("<a ") || part.toString().equals("</a>")) {
            return part.toString();
        }
        throw new IllegalStateException("Comments does not know how to write this in Markdown: " + part);
    }
}
