package dev.souk.lambda.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, for as long as it is lent. */
final class OpenSql implements Sql {
    private final Connection connection;
    private boolean ended;
    private @Nullable SqlFailed undone;

    OpenSql(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        refuseLate();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.set(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                Row row = new Row(result);
                while (result.next()) {
                    rows.add(mapper.map(row));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        refuseLate();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.set(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** After this the connection is somebody else's. */
    void end() {
        ended = true;
    }

    /**
     * Throws when the server has undone the transaction on the way. Its work may have caught that and gone on; what came after would
     * be committed without what came before.
     */
    void refuseHalf() {
        if (undone != null) {
            throw undone;
        }
    }

    private void refuseLate() {
        if (ended) {
            throw new IllegalStateException("the transaction is over, and so is its Sql");
        }
    }

    private SqlFailed failed(SQLException e) {
        SqlFailed failed = SqlFailed.of(e);
        if (failed instanceof DatabaseUnavailable || SqlCodes.isRaceLost(e)) {
            undone = failed;
        }
        return failed;
    }
}
