package dev.souk.purchases;

import dev.souk.lambda.db.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A database that asks for the plan of every statement before it runs it, and keeps those that read a table from end to end. */
public final class Plans {
    /** What was read in full, and by which statement. */
    public final List<String> scans = new ArrayList<>();

    private final Database database;

    public Plans(Market market) {
        this.database = new Database(market.test.settings(2), this::watched);
    }

    public Database database() {
        return database;
    }

    private Connection watched(Connection real) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("prepareStatement") && arguments.length == 1) {
                return watched(real, (String) arguments[0]);
            }
            return call(real, method, arguments);
        };
        return (Connection)
                Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private PreparedStatement watched(Connection connection, String sql) throws SQLException {
        PreparedStatement real = connection.prepareStatement(sql);
        Map<Integer, Object[]> parameters = new TreeMap<>();
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("setObject")) {
                parameters.put((Integer) arguments[0], arguments);
            }
            if (method.getName().startsWith("execute")) {
                explain(connection, sql, parameters);
            }
            return call(real, method, arguments);
        };
        return (PreparedStatement)
                Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, handler);
    }

    private void explain(Connection connection, String sql, Map<Integer, Object[]> parameters) throws SQLException {
        String first = sql.strip().toLowerCase(Locale.ROOT);
        if (first.startsWith("insert") && !first.contains("select")) {
            return;
        }
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (Map.Entry<Integer, Object[]> parameter : parameters.entrySet()) {
                explain.setObject(parameter.getKey(), parameter.getValue()[1]);
            }
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    String table = rows.getString("table");
                    String type = rows.getString("type");
                    // What a subquery has found is read in full, and is no table. Small ones are read so by right.
                    boolean derived = table == null || table.startsWith("<");
                    if (!derived && ("ALL".equals(type) || "index".equals(type)) && rows.getLong("rows") > 20) {
                        scans.add(type + " of " + table + " by: " + sql);
                    }
                }
            }
        }
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
