package dev.souk.lambda.markdown;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders CommonMark of strangers. HTML in the text is shown, not obeyed; links lead to {@code http:}, {@code https:} and
 * {@code mailto:} alone and vouch for nothing ({@code rel="nofollow noopener ugc"}); of an image its description is shown, since a
 * picture on somebody else's server would tell them who looks.
 */
public final class Markdown {
    /** No more HTML comes out, in characters: a few bytes of references can stand for a great many links. */
    static final int LONGEST = 500_000;

    private static final int DEEPEST = 32;

    private Markdown() {}

    /**
     * The HTML of {@code text}, at most {@value #LONGEST} characters; empty for a blank text. A text whose HTML would be longer is
     * shown as it was written.
     */
    public static String html(String text) {
        if (text.isBlank()) {
            return "";
        }
        BoundedText out = new BoundedText(LONGEST);
        try {
            Node document = Engine.PARSER.parse(text);
            Engine.RENDERER.render(document, out);
        } catch (BoundedText.Full _) {
            return asWritten(text);
        }
        return out.toString().strip();
    }

    /** The library is loaded with the first text, not with the function. */
    private static final class Engine {
        static final Parser PARSER = Parser.builder()
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .build();
        static final HtmlRenderer RENDERER = HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new SafeLinks.Addresses())
                .percentEncodeUrls(true)
                .nodeRendererFactory(SafeLinks::new)
                .build();
    }

    private static String asWritten(String text) {
        StringBuilder html = new StringBuilder("<p>");
        for (String line : List.of(text.split("\n", -1))) {
            html.append(html.length() > 3 ? "<br />\n" : "").append(escaped(line));
        }
        return html.append("</p>").toString();
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
