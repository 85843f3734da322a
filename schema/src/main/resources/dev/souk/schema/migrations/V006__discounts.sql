-- Discounts. Owner: functions-catalog.

-- A code is kept in capitals, and its collation finds it in any case. It takes off a share or an amount. It counts from starts_at until
-- before ends_at. A discount is never deleted: orders name it.
CREATE TABLE discounts (
    id                   BINARY(16)  NOT NULL,
    store_id             BINARY(16)  NOT NULL,
    owner_id             BINARY(16)  NOT NULL,
    code                 VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
    percent_basis_points INT         NULL,
    off_amount           BIGINT      NULL,
    off_currency         CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    product_id           BINARY(16)  NULL,
    max_uses             INT         NULL,
    max_uses_per_buyer   INT         NULL,
    starts_at            DATETIME(6) NOT NULL,
    ends_at              DATETIME(6) NULL,
    state                VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version              INT         NOT NULL,
    created_at           DATETIME(6) NOT NULL,
    updated_at           DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY discounts_code (store_id, code),
    KEY discounts_of_store (store_id, id),
    CONSTRAINT discounts_take_one_thing_off CHECK (
        (percent_basis_points IS NOT NULL AND percent_basis_points BETWEEN 1 AND 10000
            AND off_amount IS NULL AND off_currency IS NULL)
        OR (percent_basis_points IS NULL AND off_amount IS NOT NULL AND off_amount > 0 AND off_currency IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases: what a code takes off. Look a code up by store_id and code; case makes no difference.
CREATE VIEW discount_offers AS
SELECT id AS discount_id, store_id, code, percent_basis_points, off_amount, off_currency, product_id, max_uses, max_uses_per_buyer,
       starts_at, ends_at
FROM discounts
WHERE state = 'active';
