package dev.souk.lambda.log;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Structured logs: one JSON object a line on standard output, which Lambda hands to CloudWatch. An event has a name in dots
 * ({@code order.paid}) and fields as pairs of name and value; give it ids, never addresses, names, tokens or texts of people.
 *
 * <p>Made by hand rather than by a logging library: a dozen lines instead of 60 ms of cold start.
 */
public final class Log {
    private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();

    private final String function;
    private final PrintStream out;
    private final Clock clock;

    public Log(String function, PrintStream out, Clock clock) {
        this.function = function;
        this.out = out;
        this.clock = clock;
    }

    /** Writes to standard output. */
    public static Log of(String function) {
        return new Log(function, System.out, Clock.systemUTC());
    }

    /** Runs {@code work} with every line it logs carrying {@code requestId}. */
    public static <T extends @Nullable Object, X extends Throwable> T during(
            String requestId, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(REQUEST, requestId).call(work);
    }

    /** @param fields name, value, name, value … */
    public void info(String event, @Nullable Object... fields) {
        write("INFO", event, null, fields);
    }

    /** Something to look at that harmed nobody. */
    public void warn(String event, @Nullable Object... fields) {
        write("WARN", event, null, fields);
    }

    public void warn(String event, Throwable cause, @Nullable Object... fields) {
        write("WARN", event, cause, fields);
    }

    /** Something that failed for somebody, with its cause: classes and lines of the stack, and no message of a vendor's. */
    public void error(String event, Throwable cause, @Nullable Object... fields) {
        write("ERROR", event, cause, fields);
    }

    private void write(String level, String event, @Nullable Throwable cause, @Nullable Object... fields) {
        StringBuilder line = new StringBuilder(256);
        line.append('{');
        field(line, "time", Instant.now(clock).toString());
        field(line, "level", level);
        field(line, "function", function);
        field(line, "event", event);
        if (REQUEST.isBound()) {
            field(line, "request_id", REQUEST.get());
        }
        for (int i = 0; i + 1 < fields.length; i += 2) {
            field(line, String.valueOf(fields[i]), fields[i + 1]);
        }
        if (cause != null) {
            field(line, "cause", Causes.describe(cause));
        }
        line.append("}\n");
        synchronized (out) {
            out.print(line);
            out.flush();
        }
    }

    private static void field(StringBuilder line, String name, @Nullable Object value) {
        if (line.length() > 1) {
            line.append(',');
        }
        quote(line, name);
        line.append(':');
        if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            line.append(value);
        } else {
            quote(line, String.valueOf(value));
        }
    }

    /** In ASCII alone: what standard output does to other characters depends on where it runs. */
    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append("\\u").append(HEX[c >> 12]).append(HEX[(c >> 8) & 15]);
                line.append(HEX[(c >> 4) & 15]).append(HEX[c & 15]);
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static final char[] HEX = "0123456789abcdef".toCharArray();
}
