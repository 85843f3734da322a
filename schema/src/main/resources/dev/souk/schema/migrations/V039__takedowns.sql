-- What the platform has taken off its pages. Owners: functions-catalog of products and reviews, functions-users of stores.

-- A product that was taken down has the state taken_down, and here the one that it had before.
ALTER TABLE products
    ADD COLUMN state_before VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;

ALTER TABLE reviews
    ADD COLUMN taken_down_at DATETIME(6) NULL;

ALTER TABLE stores
    ADD COLUMN taken_down_at DATETIME(6) NULL,
    ADD KEY stores_taken_down (taken_down_at);

-- subject: the public id of the product or review. One of a subject is not over at a time, which is what standing_subject is for.
CREATE TABLE catalog_takedowns (
    id               BINARY(16)  NOT NULL,
    subject          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    store_id         BINARY(16)  NOT NULL,
    violation        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    explanation      TEXT        NOT NULL,
    state            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_down_at    DATETIME(6) NOT NULL,
    appeal           TEXT        NULL,
    appealed_at      DATETIME(6) NULL,
    note             TEXT        NULL,
    decided_at       DATETIME(6) NULL,
    standing_subject VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin
        GENERATED ALWAYS AS (CASE WHEN state = 'reinstated' THEN NULL ELSE subject END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY catalog_takedowns_one_stands (standing_subject),
    KEY catalog_takedowns_of_subject (subject, id),
    KEY catalog_takedowns_by_state (state, id),
    KEY catalog_takedowns_of_store (store_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE users_takedowns (
    id               BINARY(16)  NOT NULL,
    subject          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    store_id         BINARY(16)  NOT NULL,
    violation        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    explanation      TEXT        NOT NULL,
    state            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_down_at    DATETIME(6) NOT NULL,
    appeal           TEXT        NULL,
    appealed_at      DATETIME(6) NULL,
    note             TEXT        NULL,
    decided_at       DATETIME(6) NULL,
    standing_subject VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin
        GENERATED ALWAYS AS (CASE WHEN state = 'reinstated' THEN NULL ELSE subject END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY users_takedowns_one_stands (standing_subject),
    KEY users_takedowns_of_subject (subject, id),
    KEY users_takedowns_by_state (state, id),
    KEY users_takedowns_of_store (store_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-catalog and functions-purchases: whose pages are gone, and what is in them with it. There are few.
CREATE VIEW stores_taken_down AS
SELECT id AS store_id
FROM stores
WHERE taken_down_at IS NOT NULL;
