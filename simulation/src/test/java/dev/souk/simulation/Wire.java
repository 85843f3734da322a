package dev.souk.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands between a function and the database: it breaks, kills and pauses, and gives the database the history's time. */
final class Wire implements InvocationHandler {
    private static final int DEADLOCK = 1213;

    private final Connection real;
    private final Supplier<World> worlds;
    private boolean inTransaction;
    private @Nullable Instant told;

    private Wire(Connection real, Supplier<World> worlds) {
        this.real = real;
        this.worlds = worlds;
    }

    static Connection before(Connection real, Supplier<World> worlds) {
        return (Connection) Proxy.newProxyInstance(
                Wire.class.getClassLoader(), new Class<?>[] {Connection.class}, new Wire(real, worlds));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        World world = worlds.get();
        switch (method.getName()) {
            case "setAutoCommit" -> {
                boolean on = arguments != null && (boolean) arguments[0];
                if (!on) {
                    world.boundary("a transaction");
                    world.transactions(1);
                    inTransaction = true;
                } else {
                    over(world);
                }
            }
            case "rollback" -> over(world);
            case "commit" -> {
                commit(world);
                return null;
            }
            case "prepareStatement" -> {
                if (arguments != null && arguments[0] instanceof String sql) {
                    return statement(world, world.mutation().sql(sql));
                }
            }
            default -> {}
        }
        return call(real, method, arguments);
    }

    private void over(World world) {
        if (inTransaction) {
            inTransaction = false;
            world.transactions(-1);
        }
    }

    private void commit(World world) throws SQLException {
        world.lastMoment("the commit");
        if (world.strikes(Fault.CONNECTION_LOST, "the connection breaks before the commit")) {
            throw broken();
        }
        if (world.strikes(Fault.DEADLOCK, "a deadlock at the commit")) {
            real.rollback();
            throw deadlock();
        }
        real.commit();
        over(world);
        if (world.strikes(Fault.COMMIT_UNKNOWN, "the connection breaks after the commit")) {
            throw broken();
        }
        world.boundary("the commit");
    }

    private Object statement(World world, String sql) throws SQLException {
        tellTheTime(world, sql);
        PreparedStatement statement = real.prepareStatement(sql);
        InvocationHandler handler = (_, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> run(statement, method, arguments, false);
            case "executeUpdate" -> run(statement, method, arguments, true);
            default -> call(statement, method, arguments);
        };
        return Proxy.newProxyInstance(Wire.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, handler);
    }

    private @Nullable Object run(
            PreparedStatement statement, Method method, Object @Nullable [] arguments, boolean writes)
            throws Throwable {
        World world = worlds.get();
        if (!inTransaction) {
            world.boundary("a statement");
        }
        if (world.strikes(Fault.CONNECTION_LOST, "the connection breaks before a statement")) {
            throw broken();
        }
        if ((writes || inTransaction) && world.strikes(Fault.DEADLOCK, "a deadlock")) {
            if (inTransaction) {
                real.rollback();
            }
            throw deadlock();
        }
        Object result = call(statement, method, arguments);
        if (writes && !inTransaction) {
            if (world.strikes(Fault.COMMIT_UNKNOWN, "the connection breaks after a statement")) {
                throw broken();
            }
            world.boundary("a statement's commit");
        }
        return result;
    }

    private void tellTheTime(World world, String sql) throws SQLException {
        Instant now = world.now();
        if (sql.contains("UTC_TIMESTAMP") && !now.equals(told)) {
            try (Statement statement = real.createStatement()) {
                statement.execute("SET timestamp = " + now.getEpochSecond() + "."
                        + String.format(java.util.Locale.ROOT, "%06d", now.getNano() / 1000));
            }
            told = now;
        }
    }

    private SQLException broken() throws SQLException {
        real.close();
        return new SQLNonTransientConnectionException("simulated: the connection broke", "08S01");
    }

    private static SQLException deadlock() {
        return new SQLException("simulated: deadlock found", "40001", DEADLOCK);
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
