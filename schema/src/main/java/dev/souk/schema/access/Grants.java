package dev.souk.schema.access;

import static dev.souk.schema.access.DataOwner.CATALOG;
import static dev.souk.schema.access.DataOwner.EMAIL;
import static dev.souk.schema.access.DataOwner.LIVE;
import static dev.souk.schema.access.DataOwner.PURCHASES;
import static dev.souk.schema.access.DataOwner.USERS;
import static dev.souk.schema.access.DataOwner.WEBHOOKS;
import static dev.souk.schema.access.Grant.Verb.DELETE;
import static dev.souk.schema.access.Grant.Verb.INSERT;
import static dev.souk.schema.access.Grant.Verb.SELECT;
import static dev.souk.schema.access.Grant.Verb.UPDATE;
import static dev.souk.schema.access.Grant.own;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that anybody is granted. A migration that makes a table or a view adds it here: a test fails otherwise. MySQL wants UPDATE or
 * DELETE for {@code SELECT … FOR UPDATE} too, MariaDB does not.
 */
public final class Grants {
    /** Each table, once, with what its owner's code does to it. What is only ever added to can only be added to. */
    public static final List<Grant> TABLES = List.of(
            own(USERS, "users", INSERT, UPDATE),
            own(USERS, "stores", INSERT, UPDATE),
            own(USERS, "memberships", INSERT, UPDATE, DELETE),
            own(USERS, "invitations", INSERT, UPDATE),
            own(USERS, "users_audit", INSERT),
            own(USERS, "users_takedowns", INSERT, UPDATE),
            own(USERS, "payout_accounts", INSERT, UPDATE),
            own(USERS, "account_events", INSERT),
            own(USERS, "users_outbox", INSERT, UPDATE),
            own(USERS, "access_tokens", INSERT, UPDATE),
            own(USERS, "users_token_uses", INSERT, UPDATE),
            own(CATALOG, "products", INSERT, UPDATE),
            own(CATALOG, "product_variants", INSERT, UPDATE),
            own(CATALOG, "variant_files", INSERT, UPDATE),
            own(CATALOG, "bundle_parts", INSERT, DELETE),
            own(CATALOG, "product_slugs", INSERT),
            own(CATALOG, "categories"),
            own(CATALOG, "listings", INSERT, UPDATE, DELETE),
            own(CATALOG, "listing_terms", INSERT, UPDATE, DELETE),
            own(CATALOG, "listing_tags", INSERT, DELETE),
            own(CATALOG, "search_words", INSERT),
            own(CATALOG, "featured_products", INSERT, UPDATE, DELETE),
            own(CATALOG, "catalog_audit", INSERT),
            own(CATALOG, "catalog_takedowns", INSERT, UPDATE),
            own(CATALOG, "reports", INSERT, UPDATE),
            own(CATALOG, "product_files", INSERT, UPDATE, DELETE),
            own(CATALOG, "file_parts", INSERT, UPDATE, DELETE),
            own(CATALOG, "version_notices", INSERT),
            own(CATALOG, "seller_storage", INSERT, UPDATE),
            own(CATALOG, "discounts", INSERT, UPDATE),
            own(CATALOG, "reviews", INSERT, UPDATE, DELETE),
            own(CATALOG, "product_ratings", INSERT, UPDATE),
            own(CATALOG, "catalog_idempotency_keys", INSERT, UPDATE, DELETE),
            own(CATALOG, "catalog_token_uses", INSERT, UPDATE),
            own(CATALOG, "catalog_outbox", INSERT, UPDATE, DELETE),
            own(PURCHASES, "orders", INSERT, UPDATE),
            own(PURCHASES, "order_lines", INSERT, UPDATE),
            own(PURCHASES, "order_parts", INSERT),
            own(PURCHASES, "purchases", INSERT, UPDATE),
            own(PURCHASES, "version_mailings", INSERT, UPDATE),
            own(PURCHASES, "version_mail_refusals", INSERT, UPDATE, DELETE),
            own(PURCHASES, "buyer_products", INSERT, UPDATE, DELETE),
            own(PURCHASES, "discount_uses", INSERT, UPDATE),
            own(PURCHASES, "discount_counts", INSERT, UPDATE),
            own(PURCHASES, "sales", INSERT, UPDATE),
            own(PURCHASES, "customers", INSERT, UPDATE),
            own(PURCHASES, "exports", INSERT, UPDATE, DELETE),
            own(PURCHASES, "export_parts", INSERT, DELETE),
            own(PURCHASES, "sales_marks", INSERT, DELETE),
            own(PURCHASES, "sales_days", INSERT, UPDATE),
            own(PURCHASES, "sales_by_day", INSERT, DELETE),
            own(PURCHASES, "page_views", INSERT, UPDATE),
            own(PURCHASES, "order_mails", INSERT),
            own(PURCHASES, "download_log", INSERT),
            own(PURCHASES, "charges", INSERT, UPDATE),
            own(PURCHASES, "refunds", INSERT, UPDATE),
            own(PURCHASES, "refund_lines", INSERT),
            own(PURCHASES, "disputes", INSERT, UPDATE),
            own(PURCHASES, "transfers", INSERT, UPDATE),
            own(PURCHASES, "transfer_reversals", INSERT, UPDATE),
            own(PURCHASES, "store_balances", INSERT, UPDATE),
            own(PURCHASES, "ledger_transactions", INSERT),
            own(PURCHASES, "ledger_entries", INSERT),
            own(PURCHASES, "payment_events", INSERT, DELETE),
            own(PURCHASES, "parked_events", INSERT, UPDATE),
            own(PURCHASES, "purchases_outbox", INSERT, UPDATE, DELETE),
            own(PURCHASES, "purchases_idempotency_keys", INSERT, UPDATE, DELETE),
            own(PURCHASES, "purchases_token_uses", INSERT, UPDATE),
            own(PURCHASES, "purchases_audit", INSERT),
            own(PURCHASES, "reconciliations", INSERT, UPDATE),
            own(PURCHASES, "findings", INSERT, UPDATE),
            own(EMAIL, "sent_emails", INSERT, UPDATE),
            own(EMAIL, "suppressed_addresses", INSERT),
            own(LIVE, "live_connections", INSERT, DELETE),
            own(LIVE, "live_watches", INSERT, UPDATE, DELETE),
            own(WEBHOOKS, "webhook_endpoints", INSERT, UPDATE, DELETE),
            own(WEBHOOKS, "webhook_events", INSERT, DELETE),
            own(WEBHOOKS, "webhook_deliveries", INSERT, UPDATE, DELETE),
            own(WEBHOOKS, "webhook_attempts", INSERT, DELETE),
            own(WEBHOOKS, "webhooks_outbox", INSERT, UPDATE, DELETE),
            own(WEBHOOKS, "webhooks_audit", INSERT),
            own(WEBHOOKS, "webhooks_token_uses", INSERT, UPDATE));

    /** Each published view, with those who read it. */
    public static final List<Published> VIEWS = List.of(
            new Published(USERS, "store_directory", Set.of(USERS, CATALOG, PURCHASES, WEBHOOKS)),
            new Published(USERS, "stores_taken_down", Set.of(CATALOG, PURCHASES)),
            new Published(USERS, "store_members", Set.of(USERS, CATALOG, PURCHASES, WEBHOOKS)),
            new Published(USERS, "token_directory", Set.of(USERS, CATALOG, PURCHASES, WEBHOOKS)),
            new Published(CATALOG, "catalog_tokens_used", Set.of(USERS)),
            new Published(PURCHASES, "purchases_tokens_used", Set.of(USERS)),
            new Published(PURCHASES, "purchases_audited", Set.of(USERS)),
            new Published(CATALOG, "catalog_audited", Set.of(USERS)),
            new Published(WEBHOOKS, "webhooks_audited", Set.of(USERS)),
            new Published(WEBHOOKS, "webhooks_tokens_used", Set.of(USERS)),
            new Published(WEBHOOKS, "webhook_stores", Set.of(CATALOG, PURCHASES)),
            new Published(CATALOG, "offers", Set.of(USERS, PURCHASES)),
            new Published(CATALOG, "variant_offers", Set.of(PURCHASES)),
            new Published(CATALOG, "bundle_contents", Set.of(CATALOG, PURCHASES)),
            new Published(CATALOG, "deliverables", Set.of(PURCHASES)),
            new Published(CATALOG, "variant_deliverables", Set.of(PURCHASES)),
            new Published(CATALOG, "wanted_notices", Set.of(PURCHASES)),
            new Published(CATALOG, "discount_offers", Set.of(PURCHASES)),
            new Published(CATALOG, "discount_codes", Set.of(PURCHASES)),
            new Published(PURCHASES, "discount_uses_count", Set.of(CATALOG)),
            new Published(PURCHASES, "recent_sales", Set.of(CATALOG)),
            new Published(PURCHASES, "verified_purchases", Set.of(CATALOG)),
            new Published(PURCHASES, "order_states", Set.of(LIVE)),
            new Published(EMAIL, "sent_email_times", Set.of(PURCHASES)));

    private Grants() {}

    /** A view of its owner's tables, that others may read. It is read with the rights of whoever made it: the migrations' account. */
    public record Published(DataOwner by, String view, Set<DataOwner> to) {
        public Published {
            to = Set.copyOf(to);
        }

        private Stream<Grant> grants() {
            return to.stream().sorted().map(reader -> new Grant(reader, view, Set.of(SELECT)));
        }
    }

    /** Everything above, one grant for each account and table or view. */
    public static List<Grant> all() {
        return Stream.concat(TABLES.stream(), VIEWS.stream().flatMap(Published::grants))
                .toList();
    }

    /** The grants as text, the same for the same grants: it tells whether they changed. */
    public static String asText() {
        return all().stream()
                .map(grant -> grant.to().account() + " " + grant.on() + " "
                        + Arrays.toString(grant.verbs().toArray()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
