package dev.souk.purchases;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.purchases.library.Library.PurchaseEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A purchase as the contract writes it ({@code Purchase}). */
record PurchaseView(
        PurchaseId id,
        OrderId orderId,
        Product product,
        Optional<Variant> variant,
        Optional<List<PartView>> contents,
        Money price,
        List<File> files,
        int downloadsLeft,
        Instant purchasedAt,
        boolean versionMails) {

    record Product(ProductId id, String title) {}

    /** @param olderVersions of a file's newest one, if there are any */
    record File(
            FileId id,
            ProductId productId,
            String name,
            long size,
            String contentType,
            Optional<String> sha256,
            Optional<Parts> parts,
            int version,
            Optional<String> releaseNotes,
            Instant releasedAt,
            Optional<List<File>> olderVersions) {
        private static final int LEAST_WEIGHT = 500;

        /** @param versions the newest first */
        static File of(List<Deliverable> versions) {
            List<File> older = versions.stream()
                    .skip(1)
                    .map(each -> of(each, Optional.empty()))
                    .toList();
            return of(versions.getFirst(), Optional.of(older).filter(some -> !some.isEmpty()));
        }

        private static File of(Deliverable file, Optional<List<File>> older) {
            return new File(
                    file.file(),
                    file.product(),
                    file.name(),
                    file.size(),
                    file.contentType(),
                    file.sha256(),
                    file.parts().map(parts -> Parts.of(parts, file.size())),
                    file.version().number(),
                    file.version().notes(),
                    file.version().releasedAt(),
                    older);
        }

        int weight() {
            return LEAST_WEIGHT
                    + name.length()
                    + contentType.length()
                    + releaseNotes.map(String::length).orElse(0)
                    + olderVersions.orElse(List.of()).stream()
                            .mapToInt(File::weight)
                            .sum();
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
                + PartView.weight(contents)
                + files.stream().mapToInt(File::weight).sum();
    }

    static PurchaseView of(PurchaseEntry entry) {
        Purchase purchase = entry.purchase();
        return new PurchaseView(
                purchase.id(),
                purchase.order(),
                new Product(purchase.product(), purchase.title()),
                purchase.variant(),
                PartView.of(purchase.parts()),
                purchase.price(),
                lines(entry.files()).stream().map(File::of).toList(),
                purchase.downloadsLeft(),
                purchase.purchasedAt(),
                purchase.versionMails());
    }

    /** The versions of each file, the newest first; files by the name of the newest. */
    private static List<List<Deliverable>> lines(List<Deliverable> files) {
        Map<FileId, List<Deliverable>> lines = new LinkedHashMap<>();
        files.stream()
                .sorted(Comparator.comparingInt(
                                (Deliverable file) -> file.version().number())
                        .reversed())
                .forEach(file -> lines.computeIfAbsent(file.version().line(), _ -> new ArrayList<>())
                        .add(file));
        return lines.values().stream()
                .sorted(Comparator.comparing(versions -> versions.getFirst().name()))
                .toList();
    }
}
