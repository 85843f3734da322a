package dev.souk.purchases.sales;

import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.purchases.SalesBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds sales by a filter. The narrowest thing that is asked for says by which index: whoever reads the plan finds that
 * one and no other, however the optimizer would guess. Every index goes by time, so nothing is sorted, and a page reads what it shows.
 */
final class SalesQuery {
    private final String from;
    private final String time;
    private final String order;
    private final StringBuilder where = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private SalesQuery(String from, String time, String order) {
        this.from = from;
        this.time = time;
        this.order = order;
    }

    static SalesQuery of(StoreId store, SaleFilter filter) {
        SalesQuery query = driven(store, filter);
        filter.from().ifPresent(from -> query.and(query.time + " >= ?", from));
        filter.until().ifPresent(until -> query.and(query.time + " < ?", until));
        return query;
    }

    private static SalesQuery driven(StoreId store, SaleFilter filter) {
        if (filter.email().isPresent()) {
            SalesQuery query = sales("sales_to_customer");
            EmailAddress email = filter.email().get();
            query.and(
                    "s.customer_id = (SELECT id FROM customers WHERE store_id = ? AND email_hash = ?)",
                    store,
                    SalesBook.hash(email));
            return query.rest(store, filter, true, true, true);
        }
        if (filter.discount().isPresent()) {
            SalesQuery query = sales("sales_by_discount");
            query.and("s.discount_id = ?", filter.discount().get());
            return query.rest(store, filter, true, false, true);
        }
        if (filter.product().isPresent()) {
            SalesQuery query = new SalesQuery(
                    "FROM order_lines l FORCE INDEX (order_lines_sold)"
                            + " STRAIGHT_JOIN sales s ON s.order_id = l.order_id AND s.store_id = l.store_id"
                            + " STRAIGHT_JOIN customers c ON c.id = s.customer_id ",
                    "l.sold_at",
                    "l.order_id");
            query.and(
                    "l.product_id = ? AND l.sold_at IS NOT NULL",
                    filter.product().get());
            return query.rest(store, filter, false, false, true);
        }
        if (filter.state().isPresent()) {
            SalesQuery query = sales("sales_in_state");
            query.and("s.state = ?", filter.state().get().text());
            return query.rest(store, filter, false, false, false);
        }
        return sales("sales_of_store").rest(store, filter, false, false, false);
    }

    private static SalesQuery sales(String index) {
        return new SalesQuery(
                "FROM sales s FORCE INDEX (" + index + ") STRAIGHT_JOIN customers c ON c.id = s.customer_id ",
                "s.sold_at",
                "s.order_id");
    }

    private SalesQuery rest(StoreId store, SaleFilter filter, boolean product, boolean discount, boolean state) {
        and("s.store_id = ?", store);
        if (product) {
            filter.product()
                    .ifPresent(id -> and(
                            "EXISTS (SELECT 1 FROM order_lines i"
                                    + " WHERE i.order_id = s.order_id AND i.product_id = ? AND i.store_id = s.store_id)",
                            id));
        }
        if (discount) {
            filter.discount().ifPresent(id -> and("s.discount_id = ?", id));
        }
        if (state) {
            filter.state().ifPresent(each -> and("s.state = ?", each.text()));
        }
        return this;
    }

    /** Only what was sold before that place. */
    void before(Place place) {
        and(time + " <= ? AND (" + time + " < ? OR " + order + " < ?)", place.at(), place.at(), place.id());
    }

    /** Only what was sold behind that place. */
    void after(Place place) {
        and(time + " >= ? AND (" + time + " > ? OR " + order + " > ?)", place.at(), place.at(), place.id());
    }

    private void and(String condition, @Nullable Object... values) {
        where.append(where.isEmpty() ? "WHERE " : " AND ").append(condition);
        Collections.addAll(parameters, values);
    }

    String newest(String columns, int most) {
        return "SELECT " + columns + " " + from + where + " ORDER BY " + time + " DESC, " + order + " DESC LIMIT "
                + most;
    }

    /** The oldest first: {@code columns} of the sale and its customer. */
    String oldest(String columns, int most) {
        return "SELECT " + columns + " " + from + where + " ORDER BY " + time + ", " + order + " LIMIT " + most;
    }

    Object[] parameters() {
        return parameters.toArray();
    }
}
