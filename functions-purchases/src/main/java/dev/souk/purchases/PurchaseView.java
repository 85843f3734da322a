package dev.souk.purchases;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.library.Library.PurchaseEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    record File(FileId id, String name, long size, String contentType, Optional<String> sha256, Optional<Parts> parts) {
        static File of(Deliverable file) {
            return new File(
                    file.file(),
                    file.name(),
                    file.size(),
                    file.contentType(),
                    file.sha256(),
                    file.parts().map(parts -> Parts.of(parts, file.size())));
        }
    }

    record Parts(long size, long count, String sha256) {
        static Parts of(Deliverable.Parts parts, long bytes) {
            return new Parts(parts.size(), (bytes + parts.size() - 1) / parts.size(), parts.sha256());
        }
    }

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
                entry.files().stream().map(File::of).toList(),
                purchase.downloadsLeft(),
                purchase.purchasedAt());
    }
}
