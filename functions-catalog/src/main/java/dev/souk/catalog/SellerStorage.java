package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;

/** How much room a seller takes: all that they announced, and that is neither rejected nor forgotten. */
public interface SellerStorage {
    static SellerStorage in(Sql sql) {
        return new SqlSellerStorage(sql);
    }

    /** Keeps others from announcing files of whoever owns the product until the transaction ends; who that is. */
    UserId lock(ProductId product);

    /** In bytes, as of now: nobody adds to it meanwhile who has the lock. */
    long used(UserId seller);
}
