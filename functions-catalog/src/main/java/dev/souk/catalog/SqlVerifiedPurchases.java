package dev.souk.catalog;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.util.Optional;

record SqlVerifiedPurchases(Sql sql) implements VerifiedPurchases {
    private static final String SELECT = """
            SELECT v.purchase_id, v.product_id, v.buyer_id IS NULL AS by_guest, v.was_paid, v.is_revoked, v.author_key,
                   v.buyer_id IS NOT NULL
                       AND (v.buyer_id = p.owner_id
                            OR p.store_id IN (SELECT m.store_id FROM store_members m WHERE m.user_id = ?)) AS by_seller
            FROM verified_purchases v JOIN products p ON p.id = v.product_id
            WHERE v.purchase_id = ?
            """;

    @Override
    public Optional<VerifiedPurchase> find(PurchaseId id, Reader reader) {
        return switch (reader) {
            case Reader.SignedIn(UserId user) ->
                sql.first(SELECT + "AND v.buyer_id = ?", SqlVerifiedPurchases::purchase, user, id, user);
            case Reader.LinkHolder(PurchaseToken token) ->
                sql.first(SELECT + "AND v.link_hash = ?", SqlVerifiedPurchases::purchase, null, id, token.hash());
        };
    }

    private static VerifiedPurchase purchase(Row row) throws SQLException {
        return new VerifiedPurchase(
                new PurchaseId(row.uuid("purchase_id")),
                new ProductId(row.uuid("product_id")),
                row.flag("by_guest"),
                row.flag("was_paid"),
                row.flag("is_revoked"),
                row.flag("by_seller"),
                row.bytes("author_key"));
    }
}
