package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.VariantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which files purchases are good for. */
public final class Grants {
    private final Shops shops;

    private Grants(Shops shops) {
        this.shops = shops;
    }

    public static Grants in(Sql sql) {
        return new Grants(Shops.in(sql));
    }

    /** The files of each purchase, of a bundle those of all that it gives, in all their versions: those of a line together, the newest first. */
    public Map<PurchaseId, List<Deliverable>> of(List<Purchase> purchases) {
        List<Part> goods =
                purchases.stream().flatMap(each -> each.goods().stream()).toList();
        Map<ProductId, List<Deliverable>> files =
                shops.deliverables(goods.stream().map(Part::product).distinct().toList());
        Map<VariantId, VariantFiles> variants = shops.files(goods.stream()
                .flatMap(part -> part.variant().stream())
                .map(Variant::id)
                .distinct()
                .toList());
        Map<PurchaseId, List<Deliverable>> granted = new HashMap<>();
        for (Purchase purchase : purchases) {
            granted.put(
                    purchase.id(),
                    purchase.goods().stream()
                            .flatMap(part -> files.getOrDefault(part.product(), List.of()).stream()
                                    .filter(file -> file.isFor(purchase.orderedAt())
                                            && gives(variants, part, file, purchase.orderedAt())))
                            .toList());
        }
        return granted;
    }

    private static boolean gives(
            Map<VariantId, VariantFiles> variants, Part part, Deliverable file, Instant orderedAt) {
        if (part.variant().isEmpty()) {
            return true;
        }
        VariantFiles files = variants.get(part.variant().get().id());
        return files != null && files.give(file, orderedAt);
    }
}
