-- Files that are uploaded in parts, and how much a seller may store. Owner: functions-catalog.

-- sha256 is that of all bytes, NULL of a file that is uploaded in parts of part_size bytes; parts_sha256 is then that of the SHA-256 of its parts
-- in order, known once all of them were announced. upload_id is S3's name of the upload, once it has begun.
-- contract: a column that may be NULL takes nothing away, and functions from before cannot show a file in parts, which they did not take either.
ALTER TABLE product_files
    MODIFY sha256 BINARY(32) NULL,
    ADD COLUMN part_size BIGINT NULL,
    ADD COLUMN parts_sha256 BINARY(32) NULL,
    ADD COLUMN upload_id VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- Which bytes a part is to have: said once, and never changed.
CREATE TABLE file_parts (
    file_id BINARY(16) NOT NULL,
    number  INT        NOT NULL,
    sha256  BINARY(32) NOT NULL,
    PRIMARY KEY (file_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A row to lock for whoever adds to what a seller stores.
CREATE TABLE seller_storage (
    owner_id BINARY(16) NOT NULL,
    PRIMARY KEY (owner_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases: what a buyer of a product may download.
CREATE OR REPLACE VIEW deliverables AS
SELECT id AS file_id, product_id, name, content_type, size, sha256, part_size, parts_sha256, object_key
FROM product_files
WHERE purpose = 'download' AND state = 'ready';
