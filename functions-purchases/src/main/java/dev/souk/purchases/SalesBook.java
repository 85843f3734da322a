package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What each store has sold, to whom: worked out from orders, in the transaction that moves their money (docs/adr/0039). */
public interface SalesBook {
    static SalesBook in(Sql sql, IdSource ids) {
        return new SqlSalesBook(sql, ids);
    }

    /**
     * Writes the sales of a paid order down as they stand now, one for each store; the same again changes nothing. Marks the day of each to
     * be added up anew (docs/adr/0045). Under the lock of the order, after all else about it is written.
     */
    void restate(Order order);

    /** Paid orders that bought something at or after {@code since} and have no sale, at most {@code most}. */
    List<OrderId> missing(Instant since, int most);

    /** Of the address in lower case: what the domain makes of capitals is for it to say, and people do not mean anything by them. */
    static byte[] hash(EmailAddress email) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(email.value().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
