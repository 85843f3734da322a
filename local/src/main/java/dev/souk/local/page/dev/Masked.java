package dev.souk.local.page.dev;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events and answers as they may be looked over a shoulder: what opens something is not shown. Text that is itself JSON, as bodies are,
 * becomes the object that it says.
 */
final class Masked {
    private static final Set<String> SECRET = Set.of(
            "authorization",
            "purchase-token",
            "purchase_token",
            "access_token",
            "stripe-signature",
            "client_secret",
            "cookie",
            "set-cookie",
            "receipthandle",
            "x-amz-security-token");
    /** Signed links, and what follows the hash in the link of a receipt. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)(X-Amz-(?:Signature|Credential|Security-Token)=|purchases\\.html#|Bearer )[^&\\s\"'<>\\\\]+");

    private static final String HIDDEN = "•••";
    private static final int DEEPEST = 50;

    private Masked() {}

    /** As JSON where it is, and otherwise as text. */
    static JsonNode of(byte[] payload) {
        try {
            return masked(Replies.JSON.readTree(payload), 0);
        } catch (JacksonException e) {
            return Replies.JSON.getNodeFactory().stringNode(text(new String(payload, StandardCharsets.UTF_8)));
        }
    }

    static JsonNode of(String payload) {
        return of(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Text with the secrets in it struck out. */
    static String text(String text) {
        return IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)) + HIDDEN);
    }

    private static JsonNode masked(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return hidden(node);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Replies.object();
            object.properties().forEach(field -> {
                boolean secret = SECRET.contains(field.getKey().toLowerCase(Locale.ROOT));
                copy.set(field.getKey(), secret ? hidden(field.getValue()) : masked(field.getValue(), depth + 1));
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Replies.JSON.createArrayNode();
            array.forEach(each -> copy.add(masked(each, depth + 1)));
            return copy;
        }
        return node.isString() ? unfolded(node.asString(), depth) : node;
    }

    private static JsonNode unfolded(String text, int depth) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return masked(Replies.JSON.readTree(text), depth + 1);
            } catch (JacksonException e) {
                // Text that only begins like JSON is text.
            }
        }
        return Replies.JSON.getNodeFactory().stringNode(text(text));
    }

    /** Whatever hangs below a secret's name is secret, and its shape is not. */
    private static JsonNode hidden(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Replies.object();
            object.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Replies.JSON.createArrayNode();
            array.forEach(each -> copy.add(hidden(each)));
            return copy;
        }
        return value.isString() ? Replies.JSON.getNodeFactory().stringNode(HIDDEN) : value;
    }
}
