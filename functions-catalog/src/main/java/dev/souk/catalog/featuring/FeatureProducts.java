package dev.souk.catalog.featuring;

import dev.souk.catalog.FeaturedProducts;
import dev.souk.catalog.Product;
import dev.souk.catalog.Products;
import dev.souk.catalog.featuring.FeatureOutcome.Featured;
import dev.souk.catalog.featuring.FeatureOutcome.NoSuchProduct;
import dev.souk.catalog.featuring.FeatureOutcome.TooMany;
import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses what the platform shows first. */
public final class FeatureProducts {
    /** More is not "first". */
    public static final int MOST = 50;

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public FeatureProducts(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Puts the product into a place, and the others around it. Where it stands there already nothing changes, and no entry is left.
     *
     * @param position from 1; behind the last is the last
     */
    public FeatureOutcome feature(UserId admin, ProductId id, int position) {
        return database.transaction(tx -> {
            FeaturedProducts featured = FeaturedProducts.in(tx);
            Optional<Product> product = Products.in(tx).find(id);
            if (product.isEmpty()) {
                return new NoSuchProduct();
            }
            List<ProductId> before = featured.lock();
            List<ProductId> after = new ArrayList<>(before);
            after.remove(id);
            if (after.size() >= MOST) {
                return new TooMany();
            }
            after.add(Math.min(position - 1, after.size()), id);
            if (!after.equals(before)) {
                featured.arrange(before, after, clock.instant());
                audit.write(
                        tx,
                        product.get().store().id(),
                        admin,
                        "platform.product_featured",
                        id.text(),
                        "position " + (after.indexOf(id) + 1));
            }
            return new Featured();
        });
    }

    /** False when it was not featured. */
    public boolean unfeature(UserId admin, ProductId id) {
        return database.transaction(tx -> {
            FeaturedProducts featured = FeaturedProducts.in(tx);
            List<ProductId> before = featured.lock();
            List<ProductId> after = new ArrayList<>(before);
            if (!after.remove(id)) {
                return false;
            }
            featured.remove(id);
            featured.arrange(before, after, clock.instant());
            Product product = Products.in(tx).find(id).orElseThrow();
            audit.write(tx, product.store().id(), admin, "platform.product_unfeatured", id.text(), "");
            return true;
        });
    }
}
