-- Files that a store's sales are written into. Owner: functions-purchases.

-- What is wanted of the sales until sold_until, as filters that may be NULL. The worker writes part after part of the file and keeps with each
-- how far it has come: position_at and position_order are the last sale in the parts that there are. lease says who is at it, and until when.
-- open_slot counts those of a store that are not finished: a store has few places.
CREATE TABLE exports (
    id              BINARY(16)    NOT NULL,
    store_id        BINARY(16)    NOT NULL,
    asked_by        BINARY(16)    NOT NULL,
    email           VARCHAR(254)  NOT NULL,
    state           VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_id      BINARY(16)    NULL,
    sale_state      VARCHAR(24)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    sold_from       DATETIME(6)   NULL,
    sold_until      DATETIME(6)   NOT NULL,
    discount_id     BINARY(16)    NULL,
    open_slot       INT           NULL,
    upload_id       VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NULL,
    position_at     DATETIME(6)   NULL,
    position_order  BINARY(16)    NULL,
    part_count      INT           NOT NULL DEFAULT 0,
    row_count       BIGINT        NOT NULL DEFAULT 0,
    byte_count      BIGINT        NOT NULL DEFAULT 0,
    lease           BINARY(16)    NULL,
    leased_until    DATETIME(6)   NULL,
    created_at      DATETIME(6)   NOT NULL,
    ready_at        DATETIME(6)   NULL,
    expires_at      DATETIME(6)   NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY exports_open (store_id, open_slot),
    KEY exports_of_store (store_id, id),
    KEY exports_by_expiry (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What S3 called each part that is in the file: a part that somebody wrote over is noticed when the file is put together.
CREATE TABLE export_parts (
    export_id BINARY(16)   NOT NULL,
    part      INT          NOT NULL,
    etag      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (export_id, part)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
