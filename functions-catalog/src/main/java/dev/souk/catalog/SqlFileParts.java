package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link FileParts} in the tables {@code file_parts} and {@code product_files}. */
record SqlFileParts(Sql sql) implements FileParts {
    @Override
    public void announce(FileId file, Map<Integer, Sha256> parts) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parts.forEach((number, sha256) -> parameters.addAll(List.of(file, number, sha256.bytes())));
        // The first to say it is heard: a link that was made for these bytes may be on its way.
        sql.update(
                "INSERT INTO file_parts (file_id, number, sha256) VALUES "
                        + String.join(", ", Collections.nCopies(parts.size(), "(?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE number = VALUES(number)",
                parameters.toArray());
    }

    @Override
    public SortedMap<Integer, Sha256> of(FileId file) {
        return parts(sql.query(
                "SELECT number, sha256 FROM file_parts WHERE file_id = ? ORDER BY number", SqlFileParts::part, file));
    }

    @Override
    public SortedMap<Integer, Sha256> of(FileId file, List<Integer> numbers) {
        List<@Nullable Object> parameters = new ArrayList<>(numbers);
        parameters.addFirst(file);
        return parts(sql.query(
                "SELECT number, sha256 FROM file_parts WHERE file_id = ? AND number IN ("
                        + String.join(", ", Collections.nCopies(numbers.size(), "?")) + ")",
                SqlFileParts::part,
                parameters.toArray()));
    }

    @Override
    public Optional<String> upload(FileId file) {
        return sql.first("SELECT upload_id FROM product_files WHERE id = ?", row -> row.findText("upload_id"), file)
                .flatMap(upload -> upload);
    }

    @Override
    public boolean begin(FileId file, String upload) {
        return sql.update("""
                        UPDATE product_files SET upload_id = ?
                        WHERE id = ? AND upload_id IS NULL AND state = 'awaiting_upload'""", upload, file) == 1;
    }

    @Override
    public void seal(FileId file, Sha256 together) {
        sql.update("UPDATE product_files SET parts_sha256 = ? WHERE id = ?", together.bytes(), file);
    }

    @Override
    public void delete(FileId file) {
        sql.update("DELETE FROM file_parts WHERE file_id = ?", file);
    }

    private record Part(int number, Sha256 sha256) {}

    private static Part part(Row row) throws SQLException {
        return new Part(row.integer("number"), Sha256.of(row.bytes("sha256")));
    }

    private static SortedMap<Integer, Sha256> parts(List<Part> rows) {
        SortedMap<Integer, Sha256> parts = new TreeMap<>();
        rows.forEach(part -> parts.put(part.number(), part.sha256()));
        return parts;
    }
}
