package dev.souk.lambda.trace;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * X-Ray's header: {@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1}. API Gateway makes one for each
 * request, Lambda hands it to the function, SQS carries it beside a message.
 *
 * <p>Whoever calls the API may have sent it: it says what belongs together and proves nothing.
 *
 * @param traceId the root: {@code 1-}, 8 digits for the second, {@code -}, 24 digits, hexadecimal in lower case
 * @param text the header, of what is known of here: 74 characters of ASCII at most
 */
public record TraceHeader(String traceId, String text) {
    private static final String ROOT = "Root=";
    private static final String PARENT = "Parent=";
    private static final String SAMPLED = "Sampled=";

    /** Reads a header; empty when there is none, or none that could be asked for. What else stands in it is left out. */
    public static Optional<TraceHeader> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String root = "";
        String parent = "";
        String sampled = "";
        for (String part : header.split(";", -1)) {
            String stripped = part.strip();
            if (stripped.startsWith(ROOT)) {
                root = stripped.substring(ROOT.length());
            } else if (stripped.startsWith(PARENT) && isHex(stripped, PARENT.length(), 16)) {
                parent = ";" + stripped;
            } else if (stripped.equals(SAMPLED + "0") || stripped.equals(SAMPLED + "1")) {
                sampled = ";" + stripped;
            }
        }
        return isTraceId(root) ? Optional.of(new TraceHeader(root, ROOT + root + parent + sampled)) : Optional.empty();
    }

    /** Of the invocation. */
    public static Optional<TraceHeader> of(Context context) {
        return of(context.getXrayTraceId());
    }

    private static boolean isTraceId(String text) {
        return text.startsWith("1-")
                && text.length() == 35
                && text.charAt(10) == '-'
                && isHex(text.substring(0, 10), 2, 8)
                && isHex(text, 11, 24);
    }

    /** Whether {@code text} has exactly so many digits from there on, and nothing after them. */
    private static boolean isHex(String text, int from, int digits) {
        if (text.length() != from + digits) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            if (!isDigit && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
