package dev.souk.live;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.Optional;

/** The view {@code order_states}. */
record SqlOrderStates(Sql sql) implements OrderStates {
    private static final String SELECT =
            "SELECT order_id, state, has_page, state_version FROM order_states WHERE order_id = ?";

    @Override
    public Optional<OrderNow> find(OrderId order) {
        return sql.first(SELECT, SqlOrderStates::order, order);
    }

    @Override
    public Optional<OrderNow> find(OrderId order, Reader reader) {
        return switch (reader) {
            case Reader.SignedIn(UserId user) ->
                sql.first(SELECT + " AND buyer_id = ?", SqlOrderStates::order, order, user);
            case Reader.LinkHolder(PurchaseToken token) ->
                sql.first(SELECT + " AND link_hash = ?", SqlOrderStates::order, order, token.hash());
        };
    }

    private static OrderNow order(Row row) throws SQLException {
        return new OrderNow(
                new OrderId(row.uuid("order_id")),
                row.text("state"),
                row.flag("has_page"),
                row.integer("state_version"));
    }
}
