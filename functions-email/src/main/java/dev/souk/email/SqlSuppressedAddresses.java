package dev.souk.email;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** The table {@code suppressed_addresses}. */
record SqlSuppressedAddresses(Sql sql) implements SuppressedAddresses {
    @Override
    public void add(EmailAddress address, Reason reason) {
        try {
            sql.update("""
                    INSERT INTO suppressed_addresses (address_hash, reason, suppressed_at)
                    VALUES (?, ?, UTC_TIMESTAMP(6))
                    """, hash(address), reason.name().toLowerCase(Locale.ROOT));
        } catch (DuplicateKey e) {
            // It gets none as it is.
            return;
        }
    }

    @Override
    public boolean contains(EmailAddress address) {
        return sql.first("SELECT 1 AS found FROM suppressed_addresses WHERE address_hash = ?", _ -> true, hash(address))
                .isPresent();
    }

    /** Servers may tell {@code Me@} from {@code me@}; none is known to, and bounces come back in either case. */
    private static byte[] hash(EmailAddress address) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(address.value().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
