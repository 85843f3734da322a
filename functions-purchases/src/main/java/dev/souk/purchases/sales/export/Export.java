package dev.souk.purchases.sales.export;

import dev.souk.model.EmailAddress;
import dev.souk.model.ExportId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.sales.Place;
import dev.souk.purchases.sales.SaleFilter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that a store's sales are written into.
 *
 * @param email who is written to once it is there
 * @param filter which sales; always with an end in time, so that what is sold meanwhile is not waited for
 * @param upload S3's name of the file that is being written
 * @param place the last sale that is in the parts that there are
 * @param parts how many parts there are
 * @param rows how many rows they have, without the first, which names the columns
 * @param bytes how long they are together
 * @param expiresAt when the file is deleted
 */
public record Export(
        ExportId id,
        StoreId store,
        UserId askedBy,
        EmailAddress email,
        State state,
        SaleFilter filter,
        Optional<String> upload,
        Optional<Place> place,
        int parts,
        long rows,
        long bytes,
        Instant createdAt,
        Optional<Instant> readyAt,
        Instant expiresAt) {
    /** How far it is. */
    public enum State {
        /** It is being written, or waits for that. */
        WRITING,
        READY;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** A new one. */
    static Export asked(
            ExportId id,
            StoreId store,
            UserId askedBy,
            EmailAddress email,
            SaleFilter filter,
            Instant now,
            Instant expiresAt) {
        return new Export(
                id,
                store,
                askedBy,
                email,
                State.WRITING,
                filter,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                now,
                Optional.empty(),
                expiresAt);
    }

    /** Where the file is. */
    String key() {
        return "exports/" + store.text() + "/" + id.text() + ".csv";
    }
}
