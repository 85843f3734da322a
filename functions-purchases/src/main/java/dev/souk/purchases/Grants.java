package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.VariantId;
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

    /** The files of each purchase, in all their versions: those of a line together, the newest first. */
    public Map<PurchaseId, List<Deliverable>> of(List<Purchase> purchases) {
        Map<ProductId, List<Deliverable>> files = shops.deliverables(
                purchases.stream().map(Purchase::product).distinct().toList());
        Map<VariantId, VariantFiles> variants = shops.files(purchases.stream()
                .flatMap(each -> each.variant().stream())
                .map(Variant::id)
                .distinct()
                .toList());
        Map<PurchaseId, List<Deliverable>> granted = new HashMap<>();
        for (Purchase purchase : purchases) {
            granted.put(
                    purchase.id(),
                    files.getOrDefault(purchase.product(), List.of()).stream()
                            .filter(file -> file.isFor(purchase.orderedAt()) && gives(variants, purchase, file))
                            .toList());
        }
        return granted;
    }

    private static boolean gives(Map<VariantId, VariantFiles> variants, Purchase purchase, Deliverable file) {
        if (purchase.variant().isEmpty()) {
            return true;
        }
        VariantFiles files = variants.get(purchase.variant().get().id());
        return files != null && files.give(file, purchase.orderedAt());
    }
}
