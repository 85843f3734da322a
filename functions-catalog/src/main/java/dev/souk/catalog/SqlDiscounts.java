package dev.souk.catalog;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record SqlDiscounts(Sql sql) implements Discounts {
    private static final String SELECT = """
            SELECT id, store_id, owner_id, code, percent_basis_points, off_amount, off_currency, product_id, max_uses,
                   max_uses_per_buyer, starts_at, ends_at, state, version, created_at, updated_at,
                   COALESCE((SELECT c.uses FROM discount_uses_count c WHERE c.discount_id = discounts.id), 0) AS uses
            FROM discounts
            """;

    @Override
    public Optional<Discount> find(DiscountId id, Seller seller) {
        return sql.first(
                SELECT + "WHERE id = ? AND store_id " + Seller.MAY,
                SqlDiscounts::discount,
                id,
                seller.id(),
                seller.anyOf());
    }

    @Override
    public Optional<StoreRole> role(DiscountId id, UserId user) {
        return sql.first("""
                SELECT m.role
                FROM discounts d JOIN store_members m ON m.store_id = d.store_id
                WHERE d.id = ? AND m.user_id = ?""", Members::role, id, user);
    }

    @Override
    public Added add(DiscountId id, StoreId store, Seller seller, Draft draft, Instant now) {
        Optional<Money> off =
                draft.reduction() instanceof Reduction.Amount(Money money) ? Optional.of(money) : Optional.empty();
        try {
            int added = sql.update(
                    """
                    INSERT INTO discounts
                        (id, store_id, owner_id, code, percent_basis_points, off_amount, off_currency, product_id, max_uses,
                         max_uses_per_buyer, starts_at, ends_at, state, version, created_at, updated_at)
                    SELECT ?, store_id, owner_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', 1, ?, ?
                    FROM store_directory s
                    WHERE store_id = ?
                      AND (? IS NULL OR EXISTS (SELECT 1 FROM products p WHERE p.id = ? AND p.store_id = s.store_id))
                      AND s.store_id\s""" + Seller.MAY,
                    id,
                    draft.code(),
                    draft.reduction() instanceof Reduction.Share(int points) ? points : null,
                    off.map(Money::amount),
                    off.map(Money::currency).map(Currency::name),
                    draft.product(),
                    draft.limits().uses(),
                    draft.limits().usesPerBuyer(),
                    draft.window().startsAt(),
                    draft.window().endsAt(),
                    now,
                    now,
                    store,
                    draft.product(),
                    draft.product(),
                    seller.id(),
                    seller.anyOf());
            return added == 1 ? Added.THERE : Added.NO_SUCH_PRODUCT;
        } catch (DuplicateKey _) {
            return find(id, seller).isPresent() ? Added.THERE : Added.CODE_TAKEN;
        }
    }

    @Override
    public boolean change(Discount discount, Seller seller, Instant now) {
        return sql.update(
                        """
                        UPDATE discounts
                        SET state = ?, max_uses = ?, max_uses_per_buyer = ?, starts_at = ?, ends_at = ?, updated_at = ?,
                            version = version + 1
                        WHERE id = ? AND version = ? AND store_id\s""" + Seller.MAY,
                        discount.state().text(),
                        discount.limits().uses(),
                        discount.limits().usesPerBuyer(),
                        discount.window().startsAt(),
                        discount.window().endsAt(),
                        now,
                        discount.id(),
                        discount.version(),
                        seller.id(),
                        seller.anyOf())
                == 1;
    }

    @Override
    public List<Discount> of(StoreId store, Optional<DiscountId> before, int limit) {
        return sql.query(
                SELECT + "WHERE store_id = ? AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                SqlDiscounts::discount,
                store,
                before,
                before,
                limit);
    }

    private static Discount discount(Row row) throws SQLException {
        return new Discount(
                new DiscountId(row.uuid("id")),
                new StoreId(row.uuid("store_id")),
                new UserId(row.uuid("owner_id")),
                row.text("code"),
                reduction(row),
                row.findUuid("product_id").map(ProductId::new),
                new Discount.Limits(row.findInteger("max_uses"), row.findInteger("max_uses_per_buyer")),
                new Discount.Window(row.instant("starts_at"), row.findInstant("ends_at")),
                DiscountState.parse(row.text("state")).orElseThrow(),
                row.integer("uses"),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static Reduction reduction(Row row) throws SQLException {
        Optional<Integer> points = row.findInteger("percent_basis_points");
        return points.isPresent()
                ? new Reduction.Share(points.get())
                : new Reduction.Amount(new Money(
                        row.number("off_amount"),
                        Currency.of(row.text("off_currency")).orElseThrow()));
    }
}
