-- What buyers say of what they bought. Owners: functions-purchases, functions-catalog.

-- Published to functions-catalog: what was bought, by whom, and whether it is still theirs. author_key is the same for all that one account, or
-- one address that has none, ever bought.
CREATE VIEW verified_purchases AS
SELECT p.id AS purchase_id, p.product_id, p.buyer_id, o.link_hash, l.paid_amount > 0 AS was_paid, p.revoked_at IS NOT NULL AS is_revoked,
       UNHEX(SHA2(IF(p.buyer_id IS NULL, CONCAT('address ', LOWER(o.email)), CONCAT('user ', HEX(p.buyer_id))), 256)) AS author_key
FROM purchases p
JOIN orders o ON o.id = p.order_id
JOIN order_lines l ON l.order_id = p.order_id AND l.position = p.position;

-- One for a purchase, and one of a product by the same author. author is what they want to be called.
CREATE TABLE reviews (
    id          BINARY(16)  NOT NULL,
    purchase_id BINARY(16)  NOT NULL,
    product_id  BINARY(16)  NOT NULL,
    store_id    BINARY(16)  NOT NULL,
    author_key  BINARY(32)  NOT NULL,
    author      VARCHAR(60) NULL,
    rating      INT         NOT NULL,
    text        TEXT        NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    updated_at  DATETIME(6) NOT NULL,
    answer      TEXT        NULL,
    answered_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY reviews_once (purchase_id),
    UNIQUE KEY reviews_by_author (product_id, author_key),
    KEY reviews_of_product (product_id, id),
    KEY reviews_of_product_rated (product_id, rating, id),
    KEY reviews_of_store (store_id, id),
    CONSTRAINT reviews_have_stars CHECK (rating BETWEEN 1 AND 5)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How many reviews of a product give how many stars: written with the reviews, in one transaction. average_hundredths is rounded half up, and
-- NULL without reviews.
CREATE TABLE product_ratings (
    product_id         BINARY(16) NOT NULL,
    stars_1            INT        NOT NULL,
    stars_2            INT        NOT NULL,
    stars_3            INT        NOT NULL,
    stars_4            INT        NOT NULL,
    stars_5            INT        NOT NULL,
    reviews            INT GENERATED ALWAYS AS (stars_1 + stars_2 + stars_3 + stars_4 + stars_5) STORED,
    average_hundredths INT GENERATED ALWAYS AS (
        CASE WHEN stars_1 + stars_2 + stars_3 + stars_4 + stars_5 = 0 THEN NULL
             ELSE (200 * (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5)
                   + (stars_1 + stars_2 + stars_3 + stars_4 + stars_5))
                  DIV (2 * (stars_1 + stars_2 + stars_3 + stars_4 + stars_5))
        END) STORED,
    PRIMARY KEY (product_id),
    KEY product_ratings_by_average (average_hundredths, product_id),
    CONSTRAINT product_ratings_count CHECK (
        stars_1 >= 0 AND stars_2 >= 0 AND stars_3 >= 0 AND stars_4 >= 0 AND stars_5 >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
