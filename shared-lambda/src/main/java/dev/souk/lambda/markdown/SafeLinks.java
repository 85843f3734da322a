package dev.souk.lambda.markdown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.html.UrlSanitizer;

/** Links that lead to the web or to mail; of all others, and of images, only the words. */
final class SafeLinks implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    SafeLinks(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Image.class);
    }

    @Override
    public void render(Node node) {
        String address = node instanceof Link link ? context.urlSanitizer().sanitizeLinkUrl(link.getDestination()) : "";
        if (address.isEmpty()) {
            words(node);
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", context.encodeUrl(address));
        attributes.put("rel", "nofollow noopener ugc");
        html.tag("a", attributes);
        words(node);
        html.tag("/a");
    }

    private void words(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }

    /** Passes what begins with a scheme of the list, to the letter: what a browser might still read as another scheme does not. */
    static final class Addresses implements UrlSanitizer {
        private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");

        @Override
        public String sanitizeLinkUrl(String url) {
            String lower = url.toLowerCase(Locale.ROOT);
            boolean known = SCHEMES.stream().anyMatch(lower::startsWith);
            return known && url.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == '\\') ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return "";
        }
    }
}
