package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The parts of files that are uploaded in parts: which bytes each is to have, and by which upload of the store's they come. */
public interface FileParts {
    static FileParts in(Sql sql) {
        return new SqlFileParts(sql);
    }

    /** Keeps which bytes these parts are to have. A part that has been announced keeps the hash that it has. */
    void announce(FileId file, Map<Integer, Sha256> parts);

    /** The hashes of all parts that were announced, by their numbers. */
    SortedMap<Integer, Sha256> of(FileId file);

    /** The hashes of those of {@code numbers} that were announced. */
    SortedMap<Integer, Sha256> of(FileId file, List<Integer> numbers);

    /** The store's name of the upload, once it has begun. */
    Optional<String> upload(FileId file);

    /** Keeps the store's name of an upload that has begun; false when there is one already, or the file waits for none. */
    boolean begin(FileId file, String upload);

    /** Keeps what the hashes of all parts come to. */
    void seal(FileId file, Sha256 together);

    void delete(FileId file);
}
