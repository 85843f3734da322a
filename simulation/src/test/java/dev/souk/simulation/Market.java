package dev.souk.simulation;

import dev.souk.lambda.db.Database;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who sells what: the stores of a history, their products, variants and bundles. */
final class Market {
    /** A seller, the store and what it sells. */
    record Seller(UserId id, UUID store, String account) {}

    private final World world;
    private final Chance chance;
    private final Database plain;

    final List<Seller> sellers = new ArrayList<>();
    final List<UUID> products = new ArrayList<>();
    /** What the last product is sold as, if it is sold in variants. */
    final List<UUID> variants = new ArrayList<>();

    /** What gives others of them, if anything does. */
    final List<UUID> bundles = new ArrayList<>();

    Market(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.plain = world.plain();
    }

    void open() {
        int stores = 1 + chance.below(3);
        for (int i = 0; i < stores; i++) {
            UUID store = world.nextId();
            Seller seller = new Seller(UserId.of(Functions.ISSUER, "seller-" + i), store, "acct_" + i);
            sellers.add(seller);
            plain.update(
                    """
                    INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at,
                                        platform_fee_basis_points)
                    VALUES (?, ?, ?, ?, '', ?, 1, ?, ?, ?)
                    """,
                    store,
                    seller.id(),
                    "store-" + i,
                    "Store " + i,
                    "seller" + i + "@example.com",
                    world.now(),
                    world.now(),
                    i == 0 ? null : 500 + 700 * i);
            plain.update("""
                    INSERT INTO payout_accounts (store_id, country, contact_email, display_name, key_number, asking, asked_at,
                                                 stripe_account, transfers, requirements, inquiries, answered_inquiry)
                    VALUES (?, 'US', 'x@example.com', 'x', 1, 'answered', ?, ?, 'active', '[]', 1, 1)
                    """, store, world.now(), seller.account());
        }
        int count = 2 + chance.below(5);
        for (int i = 0; i < count; i++) {
            Seller seller = sellers.get(chance.below(sellers.size()));
            UUID product = world.nextId();
            products.add(product);
            plain.update(
                    """
                    INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency, state, version,
                                          created_at, updated_at, published_at)
                    VALUES (?, ?, ?, ?, '', ?, 'USD', 'published', 1, ?, ?, ?)
                    """,
                    product,
                    seller.store(),
                    seller.id(),
                    "Product " + i,
                    price(),
                    world.now(),
                    world.now(),
                    world.now());
            plain.update("""
                    INSERT INTO product_files (id, product_id, purpose, name, content_type, size, sha256, object_key, state, created_at,
                                               ready_at)
                    VALUES (?, ?, 'download', 'a.pdf', 'application/pdf', 1000, ?, ?, 'ready', ?, ?)
                    """, product, product, new byte[32], "key/" + i, world.now(), world.now());
        }
        if (world.seed() % 2 == 0) {
            sellInVariants(products.getLast());
        }
        if (world.seed() % 3 == 0) {
            sellBundle();
        }
    }

    /** Chance has no part in it: histories that were found by their seeds go on as they went. */
    private void sellInVariants(UUID product) {
        for (long amount : new long[] {0, 700, 2900}) {
            UUID variant = UUID.nameUUIDFromBytes((product + " at " + amount).getBytes(StandardCharsets.UTF_8));
            variants.add(variant);
            plain.update("""
                    INSERT INTO product_variants (id, product_id, name, description, price_amount, price_currency, pay_what_you_want, position,
                                                  state, all_files, version, created_at, updated_at)
                    VALUES (?, ?, ?, '', ?, 'USD', FALSE, 1, 'active', TRUE, 1, ?, ?)
                    """, variant, product, "At " + amount, amount, world.now(), world.now());
        }
    }

    /** One that gives all that the first seller has, as its first variant where there are any. */
    private void sellBundle() {
        UUID store = store(products.getFirst());
        UUID id = UUID.nameUUIDFromBytes((store + " all of it").getBytes(StandardCharsets.UTF_8));
        bundles.add(id);
        plain.update("""
                INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency, state, version,
                                      created_at, updated_at, published_at)
                SELECT ?, store_id, owner_id, 'All of it', '', 1700, 'USD', 'published', 1, created_at, updated_at, published_at
                FROM products WHERE id = ?
                """, id, products.getFirst());
        for (int i = 0; i < products.size(); i++) {
            UUID product = products.get(i);
            if (store(product).equals(store)) {
                plain.update(
                        "INSERT INTO bundle_parts (bundle_id, position, part_id, variant_id) VALUES (?, ?, ?, ?)",
                        id,
                        i,
                        product,
                        isInVariants(product) ? variants.getFirst() : null);
            }
        }
    }

    private UUID store(UUID product) {
        return plain.first("SELECT store_id FROM products WHERE id = ?", row -> row.uuid("store_id"), product)
                .orElseThrow();
    }

    private boolean isInVariants(UUID product) {
        return !variants.isEmpty() && product.equals(products.getLast());
    }

    /** As an order has it; the {@code turn} decides which of its variants it is. */
    Map<String, String> item(UUID product, int turn) {
        return !isInVariants(product)
                ? Map.of("product_id", new ProductId(product).text())
                : Map.of(
                        "product_id",
                        new ProductId(product).text(),
                        "variant_id",
                        new VariantId(variants.get(turn % variants.size())).text());
    }

    long price() {
        return chance.below(6) == 0 ? 0 : 50 + chance.below(chance.coin() ? 300 : 9000);
    }

    /** A product's file has its id; a bundle gives that of the first product. */
    UUID fileOf(UUID product) {
        return bundles.contains(product) ? products.getFirst() : product;
    }

    /** What functions-users would write after the account's event. */
    void known(Seller seller, boolean off) {
        plain.update(
                "UPDATE payout_accounts SET transfers = ? WHERE store_id = ?",
                off ? "restricted" : "active",
                seller.store());
    }
}
