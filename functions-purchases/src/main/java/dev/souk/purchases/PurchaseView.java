package dev.souk.purchases;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.library.Library.PurchaseEntry;
import java.time.Instant;
import java.util.List;

/** A purchase as the contract writes it ({@code Purchase}). */
record PurchaseView(
        PurchaseId id,
        OrderId orderId,
        Product product,
        Money price,
        List<File> files,
        int downloadsLeft,
        Instant purchasedAt) {

    record Product(ProductId id, String title) {}

    record File(FileId id, String name, long size, String contentType, String sha256) {}

    /** About how many characters it has: a product may give a hundred files. */
    int weight() {
        return 400
                + product.title().length()
                + files.stream()
                        .mapToInt(file ->
                                250 + file.name().length() + file.contentType().length())
                        .sum();
    }

    static PurchaseView of(PurchaseEntry entry) {
        Purchase purchase = entry.purchase();
        return new PurchaseView(
                purchase.id(),
                purchase.order(),
                new Product(purchase.product(), purchase.title()),
                purchase.price(),
                entry.files().stream()
                        .map(file -> new File(file.file(), file.name(), file.size(), file.contentType(), file.sha256()))
                        .toList(),
                purchase.downloadsLeft(),
                purchase.purchasedAt());
    }
}
