-- Products and their files. Owner: functions-catalog.

CREATE TABLE products (
    id             BINARY(16)   NOT NULL,
    store_id       BINARY(16)   NOT NULL,
    owner_id       BINARY(16)   NOT NULL,
    title          VARCHAR(200) NOT NULL,
    description    MEDIUMTEXT       NOT NULL,
    price_amount   BIGINT       NOT NULL,
    price_currency CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cover_file_id  BINARY(16)   NULL,
    version        INT          NOT NULL,
    created_at     DATETIME(6)  NOT NULL,
    updated_at     DATETIME(6)  NOT NULL,
    published_at   DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY products_in_shop_window (state, published_at, id),
    KEY products_of_store (store_id, state, published_at, id),
    KEY products_of_owner (owner_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A file never changes: another version is another file. object_key is where S3 keeps it; mismatch is what was wrong with a
-- rejected one, so that whoever asks again hears the same.
CREATE TABLE product_files (
    id           BINARY(16)   NOT NULL,
    product_id   BINARY(16)   NOT NULL,
    purpose      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(255) NOT NULL,
    content_type VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size         BIGINT       NOT NULL,
    sha256       BINARY(32)   NOT NULL,
    object_key   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mismatch     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6)  NOT NULL,
    ready_at     DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY files_of_product (product_id, purpose, state)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE catalog_idempotency_keys (
    scope        BINARY(32)  NOT NULL,
    key_hash     BINARY(32)  NOT NULL,
    fingerprint  BINARY(32)  NOT NULL,
    resource_id  BINARY(16)  NOT NULL,
    status       INT         NULL,
    headers      TEXT        NULL,
    body         MEDIUMTEXT  NULL,
    locked_until DATETIME(6) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (scope, key_hash),
    KEY catalog_idempotency_keys_by_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases: what can be bought and for how much.
CREATE VIEW offers AS
SELECT id AS product_id, store_id, owner_id, title, price_amount, price_currency, version
FROM products
WHERE state = 'published';

-- Published to functions-purchases: what a buyer of a product may download.
CREATE VIEW deliverables AS
SELECT id AS file_id, product_id, name, content_type, size, sha256, object_key
FROM product_files
WHERE purpose = 'download' AND state = 'ready';
