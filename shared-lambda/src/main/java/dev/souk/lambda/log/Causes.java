package dev.souk.lambda.log;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An exception for a log: the classes of its causes and where each was thrown. Messages are left out, since a driver's or a
 * vendor's may quote what a person typed; an SQL error keeps its codes.
 */
final class Causes {
    private static final int FRAMES = 8;
    private static final int DEPTH = 5;

    private Causes() {}

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (depth > 0) {
                text.append(" <- ");
            }
            text.append(cause.getClass().getName());
            if (cause instanceof SQLException sql) {
                text.append('(')
                        .append(sql.getSQLState())
                        .append('/')
                        .append(sql.getErrorCode())
                        .append(')');
            } else if (isOurs(cause)) {
                text.append('(').append(cause.getMessage()).append(')');
            }
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < frames.length && i < FRAMES; i++) {
                text.append(i == 0 ? " at " : ", ")
                        .append(frames[i].getClassName())
                        .append('.');
                text.append(frames[i].getMethodName()).append(':').append(frames[i].getLineNumber());
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** Our own exceptions speak in ids alone. */
    private static boolean isOurs(Throwable cause) {
        return cause.getClass().getName().startsWith("dev.souk.");
    }
}
