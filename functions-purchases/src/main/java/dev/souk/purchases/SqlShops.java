package dev.souk.purchases;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/** {@link Shops} in the views that functions-users and functions-catalog own. */
final class SqlShops implements Shops {
    /** What the platform has taken off its pages sells nothing. */
    private static final String OPEN = " AND store_id NOT IN (SELECT d.store_id FROM stores_taken_down d)";

    private static final String STORE =
            "SELECT store_id, owner_id, name, contact_email, fee_basis_points, payout_account, transfers_active, on_vacation"
                    + " FROM store_directory ";

    private final Sql sql;

    SqlShops(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<ProductId, ProductOffer> offers(Collection<ProductId> products, Instant now) {
        Map<ProductId, ProductOffer> offers = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    "SELECT product_id, store_id, owner_id, title, price_amount, price_currency, pay_what_you_want, version, by_variant, is_bundle"
                            + " FROM offers WHERE (on_sale_from IS NULL OR on_sale_from <= ?)" + OPEN
                            + " AND product_id IN "
                            + marks(products),
                    row -> {
                        Offer offer = offer(row, Optional.empty());
                        return offers.put(
                                offer.product(),
                                new ProductOffer(offer, row.flag("by_variant"), row.flag("is_bundle")));
                    },
                    Stream.concat(Stream.of(now), products.stream()).toArray());
        }
        return offers;
    }

    @Override
    public Map<ProductId, Bundle> bundles(Collection<ProductId> products, Instant now) {
        Map<ProductId, List<Part>> parts = new HashMap<>();
        Map<ProductId, String> missing = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    "SELECT bundle_id, product_id, title, variant_id, variant_name,"
                            + " for_sale AND (on_sale_from IS NULL OR on_sale_from <= ?) AS for_sale"
                            + " FROM bundle_contents WHERE bundle_id IN " + marks(products)
                            + " ORDER BY bundle_id, position",
                    row -> {
                        ProductId bundle = new ProductId(row.uuid("bundle_id"));
                        Part part =
                                new Part(new ProductId(row.uuid("product_id")), row.text("title"), SqlVariant.of(row));
                        if (!row.flag("for_sale")) {
                            missing.putIfAbsent(bundle, part.called());
                        }
                        return parts.computeIfAbsent(bundle, _ -> new ArrayList<>())
                                .add(part);
                    },
                    Stream.concat(Stream.of(now), products.stream()).toArray());
        }
        Map<ProductId, Bundle> bundles = new HashMap<>();
        parts.forEach((product, contents) ->
                bundles.put(product, new Bundle(contents, Optional.ofNullable(missing.get(product)))));
        return bundles;
    }

    @Override
    public Map<VariantId, Offer> variants(Collection<VariantId> variants, Instant now) {
        Map<VariantId, Offer> offers = new HashMap<>();
        if (!variants.isEmpty()) {
            sql.query(
                    "SELECT variant_id, variant_name, product_id, store_id, owner_id, title, price_amount, price_currency,"
                            + " pay_what_you_want, version"
                            + " FROM variant_offers WHERE (on_sale_from IS NULL OR on_sale_from <= ?)" + OPEN
                            + " AND variant_id IN "
                            + marks(variants),
                    row -> {
                        Variant variant = SqlVariant.of(row).orElseThrow();
                        return offers.put(variant.id(), offer(row, Optional.of(variant)));
                    },
                    Stream.concat(Stream.of(now), variants.stream()).toArray());
        }
        return offers;
    }

    private static Offer offer(Row row, Optional<Variant> variant) throws SQLException {
        return new Offer(
                new ProductId(row.uuid("product_id")),
                new StoreId(row.uuid("store_id")),
                new UserId(row.uuid("owner_id")),
                row.text("title"),
                variant,
                new Money(row.number("price_amount"), Currency.valueOf(row.text("price_currency"))),
                row.flag("pay_what_you_want"),
                List.of(),
                row.integer("version"));
    }

    @Override
    public Map<VariantId, VariantFiles> files(Collection<VariantId> variants) {
        Map<VariantId, VariantFiles> files = new HashMap<>();
        if (variants.isEmpty()) {
            return files;
        }
        Map<VariantId, Boolean> all = new HashMap<>();
        Map<VariantId, Map<FileId, Optional<Instant>>> lines = new HashMap<>();
        sql.query(
                "SELECT variant_id, all_files, line_id, removed_at FROM variant_deliverables WHERE variant_id IN "
                        + marks(variants),
                row -> {
                    VariantId variant = new VariantId(row.uuid("variant_id"));
                    all.put(variant, row.flag("all_files"));
                    Map<FileId, Optional<Instant>> ofOne = lines.computeIfAbsent(variant, _ -> new HashMap<>());
                    Optional<UUID> line = row.findUuid("line_id");
                    if (line.isPresent()) {
                        ofOne.put(new FileId(line.get()), row.findInstant("removed_at"));
                    }
                    return variant;
                },
                variants.toArray());
        all.forEach((variant, every) ->
                files.put(variant, new VariantFiles(every, lines.getOrDefault(variant, Map.of()))));
        return files;
    }

    @Override
    public Map<StoreId, Store> stores(Collection<StoreId> stores) {
        Map<StoreId, Store> found = new HashMap<>();
        if (!stores.isEmpty()) {
            sql.query(
                    STORE + "WHERE store_id IN " + marks(stores),
                    row -> {
                        Store store = store(row);
                        return found.put(store.id(), store);
                    },
                    stores.toArray());
        }
        return found;
    }

    @Override
    public Map<ProductId, List<Deliverable>> deliverables(Collection<ProductId> products) {
        Map<ProductId, List<Deliverable>> files = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    "SELECT file_id, product_id, name, content_type, size, sha256, part_size, parts_sha256, object_key,"
                            + " line_id, version_number, release_notes, released_at, withdrawn_at"
                            + " FROM deliverables WHERE product_id IN " + marks(products)
                            + " ORDER BY name, line_id, version_number DESC, file_id",
                    row -> {
                        ProductId product = new ProductId(row.uuid("product_id"));
                        return files.computeIfAbsent(product, _ -> new ArrayList<>())
                                .add(new Deliverable(
                                        new FileId(row.uuid("file_id")),
                                        product,
                                        row.text("name"),
                                        row.text("content_type"),
                                        row.number("size"),
                                        row.findBytes("sha256").map(HexFormat.of()::formatHex),
                                        parts(row),
                                        row.text("object_key"),
                                        new Deliverable.Version(
                                                new FileId(row.uuid("line_id")),
                                                row.integer("version_number"),
                                                row.findText("release_notes"),
                                                row.instant("released_at"),
                                                row.findInstant("withdrawn_at"))));
                    },
                    products.toArray());
        }
        return files;
    }

    @Override
    public Optional<Store> store(String slugOrId, Seller seller) {
        return sql.first(
                STORE + "WHERE (slug = ? OR store_id = ?) AND store_id " + Seller.MAY,
                SqlShops::store,
                slugOrId,
                StoreId.parse(slugOrId),
                seller.id(),
                seller.anyOf());
    }

    @Override
    public Optional<Discount> discount(StoreId store, String code) {
        return sql.first("""
                SELECT discount_id, store_id, percent_basis_points, off_amount, off_currency, product_id, max_uses,
                       max_uses_per_buyer, starts_at, ends_at
                FROM discount_offers
                WHERE store_id = ? AND code = ?
                """, SqlShops::discount, store, code);
    }

    private static Optional<Deliverable.Parts> parts(Row row) throws SQLException {
        Optional<Long> size = row.findNumber("part_size");
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new Deliverable.Parts(size.get(), HexFormat.of().formatHex(row.bytes("parts_sha256"))));
    }

    private static Store store(Row row) throws SQLException {
        Optional<Integer> fee = row.findInteger("fee_basis_points");
        return new Store(
                new StoreId(row.uuid("store_id")),
                new UserId(row.uuid("owner_id")),
                row.text("name"),
                new EmailAddress(row.text("contact_email")),
                optional(fee),
                row.findText("payout_account"),
                row.flag("transfers_active"),
                row.flag("on_vacation"));
    }

    private static Discount discount(Row row) throws SQLException {
        Optional<String> currency = row.findText("off_currency");
        return new Discount(
                new DiscountId(row.uuid("discount_id")),
                new StoreId(row.uuid("store_id")),
                optional(row.findInteger("percent_basis_points")),
                currency.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Money(row.number("off_amount"), Currency.valueOf(currency.get()))),
                row.findUuid("product_id").map(ProductId::new),
                optional(row.findInteger("max_uses")),
                optional(row.findInteger("max_uses_per_buyer")),
                row.instant("starts_at"),
                row.findInstant("ends_at"));
    }

    private static OptionalInt optional(Optional<Integer> value) {
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(value.get());
    }

    private static String marks(Collection<?> values) {
        return "(?" + ", ?".repeat(values.size() - 1) + ")";
    }
}
