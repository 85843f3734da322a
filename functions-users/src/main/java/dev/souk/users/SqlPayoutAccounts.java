package dev.souk.users;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.users.PayoutAccount.Application;
import dev.souk.users.PayoutAccount.Asking;
import dev.souk.users.PayoutAccount.PayoutFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

record SqlPayoutAccounts(Sql sql) implements PayoutAccounts {
    private static final String SELECT = """
            SELECT store_id, country, contact_email, display_name, key_number, asking, asked_at, stripe_account, transfers,
                   requirements, looked_at, activated_at, payout_failure, payout_failed_at
            FROM payout_accounts
            """;

    @Override
    public Optional<PayoutAccount> find(StoreId store) {
        return sql.first(SELECT + "WHERE store_id = ?", SqlPayoutAccounts::account, store);
    }

    @Override
    public Optional<StoreId> storeOf(String account) {
        return sql.first(
                "SELECT store_id FROM payout_accounts WHERE stripe_account = ?",
                row -> new StoreId(row.uuid("store_id")),
                account);
    }

    @Override
    public void apply(Application application) {
        try {
            sql.update(
                    """
                    INSERT INTO payout_accounts
                        (store_id, country, contact_email, display_name, key_number, asking, asked_at, transfers,
                         requirements, inquiries, answered_inquiry)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, '[]', 0, 0)""",
                    application.store(),
                    application.country(),
                    application.contact(),
                    application.name(),
                    application.keyNumber(),
                    text(application.asking()),
                    application.askedAt(),
                    Transfers.RESTRICTED.text());
        } catch (DuplicateKey _) {
            // Another request was first; its application is asked for.
        }
    }

    @Override
    public void applyAnew(Application before, String country, EmailAddress contact, String name, Instant now) {
        sql.update("""
                UPDATE payout_accounts
                SET country = ?, contact_email = ?, display_name = ?, key_number = key_number + 1, asking = ?, asked_at = ?
                WHERE store_id = ? AND key_number = ? AND stripe_account IS NULL""", country, contact, name, text(Asking.OPEN), now, before.store(), before.keyNumber());
    }

    @Override
    public void mark(Application application, Asking asking) {
        sql.update("""
                UPDATE payout_accounts SET asking = ?
                WHERE store_id = ? AND key_number = ? AND stripe_account IS NULL""", text(asking), application.store(), application.keyNumber());
    }

    @Override
    public boolean adopt(StoreId store, String account) {
        sql.update(
                "UPDATE payout_accounts SET stripe_account = ? WHERE store_id = ? AND stripe_account IS NULL",
                account,
                store);
        return storeOf(account).filter(store::equals).isPresent();
    }

    @Override
    public int beginInquiry(StoreId store) {
        sql.update("UPDATE payout_accounts SET inquiries = inquiries + 1 WHERE store_id = ?", store);
        return sql.first(
                        "SELECT inquiries FROM payout_accounts WHERE store_id = ?",
                        row -> row.integer("inquiries"),
                        store)
                .orElseThrow();
    }

    @Override
    public Optional<PayoutAccount> lockFor(StoreId store, int inquiry) {
        return sql.first(
                SELECT + "WHERE store_id = ? AND answered_inquiry < ? FOR UPDATE",
                SqlPayoutAccounts::account,
                store,
                inquiry);
    }

    @Override
    public void keep(StoreId store, int inquiry, AccountState state, Instant now) {
        sql.update(
                """
                UPDATE payout_accounts
                SET transfers = ?, requirements = ?, answered_inquiry = ?, looked_at = ?,
                    activated_at = COALESCE(activated_at, ?)
                WHERE store_id = ? AND answered_inquiry < ?""",
                state.transfers().text(),
                Json.write(state.requirements()),
                inquiry,
                now,
                state.transfers() == Transfers.ACTIVE ? now : null,
                store,
                inquiry);
    }

    @Override
    public boolean recordEvent(String eventId, String type, Instant at) {
        try {
            sql.update("INSERT INTO account_events (event_id, type, recorded_at) VALUES (?, ?, ?)", eventId, type, at);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    @Override
    public void keepPayout(StoreId store, Optional<String> failure, Instant at) {
        sql.update("""
                UPDATE payout_accounts SET payout_failure = ?, payout_failed_at = ?, payout_told_at = ?
                WHERE store_id = ? AND (payout_told_at IS NULL OR payout_told_at <= ?)""", failure, failure.isPresent() ? at : null, at, store, at);
    }

    private static PayoutAccount account(Row row) throws SQLException {
        StoreId store = new StoreId(row.uuid("store_id"));
        Application application = new Application(
                store,
                row.text("country"),
                new EmailAddress(row.text("contact_email")),
                row.text("display_name"),
                row.integer("key_number"),
                Asking.valueOf(row.text("asking").toUpperCase(Locale.ROOT)),
                row.instant("asked_at"));
        Optional<Instant> failedAt = row.findInstant("payout_failed_at");
        return new PayoutAccount(
                store,
                application,
                row.findText("stripe_account"),
                Transfers.of(row.text("transfers")),
                requirements(row.text("requirements")),
                row.findInstant("looked_at"),
                row.findInstant("activated_at"),
                row.findText("payout_failure").flatMap(code -> failedAt.map(at -> new PayoutFailure(code, at))));
    }

    private static List<Requirement> requirements(String json) {
        return Tree.of(json).elements().stream()
                .map(each -> new Requirement(
                        each.path("what").text(""), each.path("deadline").text("")))
                .toList();
    }

    private static String text(Asking asking) {
        return asking.name().toLowerCase(Locale.ROOT);
    }
}
