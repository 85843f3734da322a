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
import java.util.UUID;

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

    /** Images of its gallery that are there or on their way. */
    int countImages(ProductId product);

    void add(ProductFile file);

    /** Puts a file that nobody has judged yet into quarantine; one that is there stays. */
    void markScanning(FileId id, Instant now);

    /** Unless it is rejected. */
    void markReady(ProductFile file, Instant now);

    /** Has an image wait for its picture. */
    void markProcessing(FileId id, Instant now);

    /** It has its picture. A cover takes the place of the product's old one, unless that was announced later. */
    void markShown(ProductFile image, Picture picture, Instant now);

    /**
     * Begins to make a picture.
     *
     * @param key what it is to be kept under, if no attempt before this one has said so
     * @param until as long as nobody else makes it
     * @return empty when the image waits for none, or somebody else is at it
     */
    Optional<Attempt> attempt(FileId id, UUID key, Instant now, Instant until);

    /** @param number how many were begun since one was survived, this one included */
    record Attempt(UUID key, int number) {}

    /** One was survived. */
    void forgetAttempts(FileId id);

    /** Nobody is at it any more: somebody else may be. */
    void endAttempt(FileId id);

    /**
     * Has images wait anew that have waited for their pictures since before {@code since}, and covers from before there were pictures.
     *
     * @return which
     */
    List<FileId> waitAnew(Instant since, Instant now, int limit);

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

    /** Nobody sees the image any more, whatever came of it, nor may anybody go on with it. */
    void abandonImage(ProductFile image, Instant now);

    /** Puts an image of the gallery of {@code product} in its place, with those words; false when it has none such that is ready. */
    boolean place(ProductId product, FileId image, int place, Optional<String> alternative);

    /** Deletes an abandoned file. */
    void delete(FileId id);

    /** Files that were in quarantine before {@code since}. */
    Unscanned unscanned(Instant since);

    /** @param oldest since when the one is there that is there the longest */
    record Unscanned(int files, Optional<Instant> oldest) {}
}
