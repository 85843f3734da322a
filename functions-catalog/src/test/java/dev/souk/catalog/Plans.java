package dev.souk.catalog;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has the database explain every SELECT that goes over a connection, with the very values it goes with, before it is run. */
final class Plans {
    /** A step of a plan: what EXPLAIN says of one table. */
    record Step(String sql, String table, String type, String key, long rows, String extra) {
        /** It reads a table from one end to the other, or an index of it and not in the order that is wanted, so that it could stop. */
        boolean isFullScan() {
            boolean sorts = extra.contains("filesort") || extra.contains("temporary");
            return !table.startsWith("<") && (type.equals("ALL") || (type.equals("index") && sorts));
        }
    }

    private final List<Step> steps = new ArrayList<>();

    /** Of all that was asked since the last call. */
    synchronized List<Step> take() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    Connection watch(Connection connection) {
        return proxy(Connection.class, (_, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && arguments != null
                            && arguments[0] instanceof String sql
                            && sql.stripLeading().toUpperCase(Locale.ROOT).startsWith("SELECT")
                    ? watch(statement, sql, connection.prepareStatement("EXPLAIN " + sql))
                    : result;
        });
    }

    private PreparedStatement watch(PreparedStatement statement, String sql, PreparedStatement explanation) {
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                var _ = call(explanation, method, arguments);
            } else if (method.getName().startsWith("execute")) {
                explain(sql, explanation);
            } else if (method.getName().equals("close")) {
                explanation.close();
            }
            return call(statement, method, arguments);
        });
    }

    private synchronized void explain(String sql, PreparedStatement explanation) throws SQLException {
        try (ResultSet rows = explanation.executeQuery()) {
            while (rows.next()) {
                steps.add(new Step(
                        sql,
                        text(rows, "table"),
                        text(rows, "type"),
                        text(rows, "key"),
                        rows.getLong("rows"),
                        text(rows, "Extra")));
            }
        }
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }

    private static @Nullable Object call(Object on, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
