package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

record SqlProductFiles(Sql sql) implements ProductFiles {
    private static final String SELECT = """
            SELECT f.id, f.product_id, f.purpose, f.name, f.content_type, f.size, f.sha256, f.part_size, f.parts_sha256, f.line_id, f.version_number,
                   f.release_notes, f.withdrawn_at, f.state, f.verdict, f.mismatch,
                   f.image_key, f.image_width, f.image_height, f.image_type, f.alternative_text, f.position, f.created_at
            FROM product_files f
            """;

    @Override
    public Optional<ProductFile> find(FileId id) {
        return sql.first(SELECT + "WHERE f.id = ? AND f.state <> 'abandoned'", SqlProductFiles::file, id);
    }

    @Override
    public Optional<ProductFile> find(Seller seller, ProductId product, FileId id) {
        return sql.first(SELECT + """
                        JOIN products p ON p.id = f.product_id
                        WHERE f.id = ? AND p.id = ? AND f.state <> 'abandoned' AND p.store_id\s""" + Seller.MAY, SqlProductFiles::file, id, product, seller.id(), seller.anyOf());
    }

    @Override
    public Map<ProductId, List<ProductFile>> of(List<ProductId> products) {
        Map<ProductId, List<ProductFile>> files = new HashMap<>();
        products.forEach(product -> files.put(product, new ArrayList<>()));
        if (products.isEmpty()) {
            return files;
        }
        String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
        sql.query(
                        SELECT + "WHERE f.state <> 'abandoned' AND f.product_id IN (" + marks
                                + ") ORDER BY f.created_at, f.id",
                        SqlProductFiles::file,
                        products.toArray())
                .forEach(file -> files.computeIfAbsent(file.product(), _ -> new ArrayList<>())
                        .add(file));
        return files;
    }

    @Override
    public boolean lock(ProductId product, Seller seller) {
        return sql.first(
                        "SELECT id FROM products WHERE id = ? AND store_id " + Seller.MAY + " FOR UPDATE",
                        row -> row.uuid("id"),
                        product,
                        seller.id(),
                        seller.anyOf())
                .isPresent();
    }

    @Override
    public void lock(ProductId product) {
        sql.first("SELECT id FROM products WHERE id = ? FOR UPDATE", row -> row.uuid("id"), product);
    }

    @Override
    public Optional<ProductFile> findLocked(FileId id) {
        return sql.first(SELECT + "WHERE f.id = ? FOR UPDATE", SqlProductFiles::file, id);
    }

    @Override
    public int count(ProductId product) {
        return sql.first(
                        "SELECT COUNT(*) AS files FROM product_files WHERE product_id = ?",
                        row -> row.integer("files"),
                        product)
                .orElse(0);
    }

    @Override
    public int countImages(ProductId product) {
        return sql.first("""
                        SELECT COUNT(*) AS images FROM product_files
                        WHERE product_id = ? AND purpose = 'gallery' AND state NOT IN ('rejected', 'abandoned')""", row -> row.integer("images"), product).orElse(0);
    }

    @Override
    public void add(ProductFile file) {
        sql.update(
                """
                INSERT INTO product_files
                    (id, product_id, purpose, name, content_type, size, sha256, part_size, object_key, line_id, version_number,
                     release_notes, alternative_text, state, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                file.id(),
                file.product(),
                file.purpose().text(),
                file.name(),
                file.contentType().text(),
                file.size(),
                file.sha256().map(Sha256::bytes).orElse(null),
                file.parts().map(Parts::size).orElse(null),
                file.objectKey(),
                file.version().line().equals(file.id()) ? null : file.version().line(),
                file.version().number(),
                file.version().notes(),
                file.alternative(),
                file.state().text(),
                file.createdAt());
    }

    @Override
    public void markScanning(FileId id, Instant now) {
        sql.update("""
                UPDATE product_files SET state = 'scanning', scanning_since = ?
                WHERE id = ? AND state = 'awaiting_upload'""", now, id);
    }

    @Override
    public void markReady(ProductFile file, Instant now) {
        sql.update("""
                UPDATE product_files SET state = 'ready', ready_at = ?, scanning_since = NULL
                WHERE id = ? AND state IN ('awaiting_upload', 'scanning')""", now, file.id());
    }

    @Override
    public void markProcessing(FileId id, Instant now) {
        sql.update("""
                UPDATE product_files SET state = 'processing', processing_since = ?, scanning_since = NULL
                WHERE id = ? AND state IN ('awaiting_upload', 'scanning')""", now, id);
    }

    @Override
    public void markShown(ProductFile image, Picture picture, Instant now) {
        sql.update(
                """
                UPDATE product_files SET state = 'ready', ready_at = ?, processing_since = NULL,
                                         image_key = ?, image_width = ?, image_height = ?, image_type = ?
                WHERE id = ? AND state = 'processing'""",
                now,
                picture.key(),
                picture.width(),
                picture.height(),
                picture.format().name().toLowerCase(Locale.ROOT),
                image.id());
        if (image.purpose() == FilePurpose.COVER) {
            // Ids are in the order of their announcements. A cover from before there were pictures takes its own place.
            sql.update("""
                    UPDATE products SET cover_file_id = ?, version = version + 1, updated_at = ?
                    WHERE id = ? AND (cover_file_id IS NULL OR cover_file_id <= ?)""", image.id(), now, image.product(), image.id());
        } else {
            sql.update("UPDATE products SET version = version + 1, updated_at = ? WHERE id = ?", now, image.product());
        }
    }

    @Override
    public Optional<Attempt> attempt(FileId id, UUID key, Instant now, Instant until) {
        int begun = sql.update("""
                UPDATE product_files SET image_key = COALESCE(image_key, ?), image_attempts = image_attempts + 1, image_until = ?
                WHERE id = ? AND state = 'processing' AND (image_until IS NULL OR image_until < ?)""", key, until, id, now);
        return begun == 0
                ? Optional.empty()
                : sql.first(
                        "SELECT image_key, image_attempts FROM product_files WHERE id = ?",
                        row -> new Attempt(row.uuid("image_key"), row.integer("image_attempts")),
                        id);
    }

    @Override
    public void forgetAttempts(FileId id) {
        sql.update("UPDATE product_files SET image_attempts = 0 WHERE id = ?", id);
    }

    @Override
    public void endAttempt(FileId id) {
        sql.update("UPDATE product_files SET image_until = NULL WHERE id = ?", id);
    }

    @Override
    public List<FileId> waitAnew(Instant since, Instant now, int limit) {
        List<FileId> waiting = sql.query("""
                        SELECT id FROM product_files WHERE processing_since < ?
                        ORDER BY processing_since LIMIT ? FOR UPDATE SKIP LOCKED""", row -> new FileId(row.uuid("id")), since, limit);
        for (FileId id : waiting) {
            sql.update("""
                    UPDATE product_files SET state = 'processing', processing_since = ?
                    WHERE id = ? AND (state = 'processing' OR (state = 'ready' AND image_width IS NULL))""", now, id);
        }
        return waiting;
    }

    @Override
    public void reject(FileId id, Set<Rejection> rejections) {
        sql.update("""
                UPDATE product_files SET state = 'rejected', mismatch = ?, scanning_since = NULL, processing_since = NULL
                WHERE id = ? AND state <> 'rejected'""", Rejection.join(rejections), id);
    }

    @Override
    public void keepVerdict(FileId id, ScanVerdict verdict) {
        sql.update("UPDATE product_files SET verdict = ? WHERE id = ?", verdict.text(), id);
    }

    @Override
    public void withdraw(ProductFile file, Instant now) {
        sql.update("""
                UPDATE products SET cover_file_id = NULL, version = version + 1, updated_at = ?
                WHERE id = ? AND cover_file_id = ?""", now, file.product(), file.id());
        sql.update("""
                UPDATE products SET state = 'draft', published_at = NULL, on_sale_from = NULL, version = version + 1,
                                    updated_at = ?
                WHERE id = ? AND state = 'published'
                  AND NOT EXISTS (SELECT 1 FROM bundle_parts b WHERE b.bundle_id = products.id)
                  AND (NOT EXISTS (SELECT 1 FROM product_files f
                                   WHERE f.product_id = products.id AND f.purpose = 'download' AND f.state = 'ready'
                                     AND f.withdrawn_at IS NULL)
                       OR EXISTS (""" + SqlProducts.EMPTY_VARIANT + "))", now, file.product());
        Listings.in(sql).refresh(file.product());
    }

    @Override
    public int newest(ProductId product, FileId line) {
        return sql.first("""
                        SELECT MAX(version_number) AS newest FROM product_files
                        WHERE product_id = ? AND (id = ? OR line_id = ?)""", row -> row.integer("newest"), product, line, line).orElseThrow();
    }

    @Override
    public boolean isLastOfWhatIsForSale(ProductFile file) {
        return sql.first("""
                        SELECT p.id FROM products p
                        WHERE p.id = ? AND p.state = 'published'
                          AND NOT EXISTS (SELECT 1 FROM bundle_parts b WHERE b.bundle_id = p.id)
                          AND (NOT EXISTS (SELECT 1 FROM product_files f
                                           WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready'
                                             AND f.withdrawn_at IS NULL AND f.id <> ?)
                               OR EXISTS (SELECT 1 FROM product_variants v
                                          WHERE v.product_id = p.id AND v.state = 'active'
                                            AND NOT EXISTS (SELECT 1 FROM product_files f
                                                            WHERE f.product_id = v.product_id AND f.purpose = 'download' AND f.state = 'ready'
                                                              AND f.withdrawn_at IS NULL AND f.id <> ?
                                                              AND (v.all_files OR EXISTS (SELECT 1 FROM variant_files l
                                                                                          WHERE l.variant_id = v.id AND l.removed_at IS NULL
                                                                                            AND l.line_id = COALESCE(f.line_id, f.id))))))""", row -> row.uuid("id"), file.product(), file.id(), file.id())
                .isPresent();
    }

    @Override
    public void takeBack(FileId id, Instant now) {
        sql.update("UPDATE product_files SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", now, id);
    }

    @Override
    public List<ProductFile> unfinished(Instant time, Instant timeOfParts, int limit) {
        return sql.query(SELECT + """
                        WHERE f.state IN ('abandoned', 'awaiting_upload') AND f.created_at < ?
                          AND (f.state = 'abandoned' OR f.part_size IS NULL OR f.created_at < ?)
                        ORDER BY f.state, f.created_at
                        LIMIT ?""", SqlProductFiles::file, time, timeOfParts, limit);
    }

    @Override
    public boolean abandon(FileId id) {
        return sql.update("""
                        UPDATE product_files SET state = 'abandoned'
                        WHERE id = ? AND state IN ('abandoned', 'awaiting_upload')""", id) == 1;
    }

    @Override
    public void abandonImage(ProductFile image, Instant now) {
        sql.update("""
                UPDATE product_files SET state = 'abandoned', scanning_since = NULL, processing_since = NULL
                WHERE id = ?""", image.id());
        sql.update("""
                UPDATE products SET cover_file_id = IF(cover_file_id = ?, NULL, cover_file_id), version = version + 1, updated_at = ?
                WHERE id = ?""", image.id(), now, image.product());
    }

    @Override
    public boolean place(ProductId product, FileId image, int place, Optional<String> alternative) {
        return sql.update("""
                        UPDATE product_files SET position = ?, alternative_text = ?
                        WHERE id = ? AND product_id = ? AND purpose = 'gallery' AND state = 'ready'""", place, alternative, image, product) == 1;
    }

    @Override
    public void delete(FileId id) {
        sql.update("DELETE FROM product_files WHERE id = ? AND state = 'abandoned'", id);
    }

    @Override
    public Unscanned unscanned(Instant since) {
        return sql.first("""
                        SELECT COUNT(*) AS files, MIN(scanning_since) AS oldest
                        FROM product_files WHERE scanning_since < ?""", row -> new Unscanned(row.integer("files"), row.findInstant("oldest")), since)
                .orElseThrow();
    }

    private static ProductFile file(Row row) throws SQLException {
        Optional<Sha256> partsHash = hash(row, "parts_sha256");
        return new ProductFile(
                new FileId(row.uuid("id")),
                new ProductId(row.uuid("product_id")),
                FilePurpose.parse(row.text("purpose")).orElseThrow(),
                row.text("name"),
                new ContentType(row.text("content_type")),
                row.number("size"),
                hash(row, "sha256"),
                row.findNumber("part_size").map(size -> new Parts(size, partsHash)),
                new FileVersion(
                        new FileId(row.findUuid("line_id").orElse(row.uuid("id"))),
                        row.integer("version_number"),
                        row.findText("release_notes"),
                        row.findInstant("withdrawn_at")),
                FileState.parse(row.text("state")).orElseThrow(),
                row.findText("verdict").flatMap(ScanVerdict::parse),
                Rejection.split(row.findText("mismatch").orElse("")),
                row.findUuid("image_key"),
                picture(row),
                row.findText("alternative_text"),
                row.findInteger("position"),
                row.instant("created_at"));
    }

    /** Of a row that has the columns of one, empty or not. */
    static Optional<Picture> picture(Row row) throws SQLException {
        Optional<Integer> width = row.findInteger("image_width");
        return width.isEmpty()
                ? Optional.empty()
                : Optional.of(new Picture(
                        row.uuid("image_key"),
                        width.get(),
                        row.integer("image_height"),
                        Picture.Format.valueOf(row.text("image_type").toUpperCase(Locale.ROOT))));
    }

    private static Optional<Sha256> hash(Row row, String column) throws SQLException {
        return row.findBytes(column).map(Sha256::of);
    }
}
