-- Versions of files: each is a file of its own that never changes, and those that follow each other are a line. Owner: functions-catalog.

-- line_id is the id of the line's first file, NULL of that one. A version that is withdrawn is not on the page any more; who bought before that
-- keeps it.
ALTER TABLE product_files
    ADD COLUMN line_id BINARY(16) NULL,
    ADD COLUMN version_number INT NOT NULL DEFAULT 1,
    ADD COLUMN release_notes TEXT NULL,
    ADD COLUMN withdrawn_at DATETIME(6) NULL;

-- Published to functions-purchases: what a buyer of a product may download; what is withdrawn, only who ordered before.
CREATE OR REPLACE VIEW deliverables AS
SELECT id AS file_id, product_id, name, content_type, size, sha256, part_size, parts_sha256, object_key,
       COALESCE(line_id, id) AS line_id, version_number, release_notes, COALESCE(ready_at, created_at) AS released_at, withdrawn_at
FROM product_files
WHERE purpose = 'download' AND state = 'ready';
