package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All files of products. */
public interface ProductFiles {
    static ProductFiles in(Sql sql) {
        return new SqlProductFiles(sql);
    }

    Optional<ProductFile> find(FileId id);

    /** The file {@code id} of the product if {@code seller} may act for its store. */
    Optional<ProductFile> find(Seller seller, ProductId product, FileId id);

    /** The files of each of the products, in the order they were announced. */
    Map<ProductId, List<ProductFile>> of(List<ProductId> products);

    /** Keeps others from adding files to the product until the transaction ends. False when {@code seller} may not act for its store. */
    boolean lock(ProductId product, Seller seller);

    /** The same whoever asks: nobody moves one of its files meanwhile, nor publishes it. */
    void lock(ProductId product);

    /** The file, and nobody else moves it until the transaction ends. */
    Optional<ProductFile> findLocked(FileId id);

    int count(ProductId product);

    void add(ProductFile file);

    /** Puts a file that nobody has judged yet into quarantine; one that is there stays. */
    void markScanning(FileId id, Instant now);

    /** Unless it is rejected. A cover takes the place of the product's old one, unless that was announced later. */
    void markReady(ProductFile file, Instant now);

    /** For good. The first reasons stay. */
    void reject(FileId id, Set<Rejection> rejections);

    void keepVerdict(FileId id, ScanVerdict verdict);

    /** Takes a rejected file from its product's page; a product that has nothing left to deliver is a draft again. */
    void withdraw(ProductFile file, Instant now);

    /** The number of the newest version of a line of the product. */
    int newest(ProductId product, FileId line);

    /** Whether the product is for sale, and buyers would get nothing without this file. Ask with the product locked. */
    boolean isLastOfWhatIsForSale(ProductFile file);

    /** Offers a version to nobody any more who has not ordered it. */
    void takeBack(FileId id, Instant now);

    /**
     * Files that were announced before {@code time} and never completed, those first that are being deleted already. Those that are uploaded
     * in parts only if it was before {@code timeOfParts}.
     */
    List<ProductFile> unfinished(Instant time, Instant timeOfParts, int limit);

    /** Nobody can complete it any more; false when somebody has. */
    boolean abandon(FileId id);

    /** Deletes an abandoned file. */
    void delete(FileId id);

    /** Files that were in quarantine before {@code since}. */
    Unscanned unscanned(Instant since);

    /** @param oldest since when the one is there that is there the longest */
    record Unscanned(int files, Optional<Instant> oldest) {}
}
