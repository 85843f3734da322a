-- By what products on sale are searched, filtered and sorted. Owners: functions-catalog, functions-purchases of the view.

-- One row for each published product, written with it in one transaction. recent_sales and rating are 0 where there are none. product_version is
-- 0 where the words are still to be taken from the product: SQL cannot.
CREATE TABLE listings (
    product_id      BINARY(16)  NOT NULL,
    product_version INT         NOT NULL,
    store_id        BINARY(16)  NOT NULL,
    category_id     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    top_category_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    price_currency  CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    price_amount    BIGINT      NOT NULL,
    published_at    DATETIME(6) NOT NULL,
    on_sale_from    DATETIME(6) NULL,
    title_words     INT         NOT NULL,
    rating          INT         NOT NULL,
    recent_sales    INT         NOT NULL,
    PRIMARY KEY (product_id),
    KEY listings_newest (published_at, product_id),
    KEY listings_of_store (store_id, published_at, product_id),
    KEY listings_in_category (category_id, published_at, product_id),
    KEY listings_in_top_category (top_category_id, published_at, product_id),
    KEY listings_by_price (price_currency, price_amount, product_id),
    KEY listings_by_rating (rating, product_id),
    KEY listings_by_sales (recent_sales, product_id),
    KEY listings_by_version (product_version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The words of a listing as the functions write them (dev.souk.catalog.Terms), so that MySQL and MariaDB find the same: head has those of title
-- and tags, whole those of the description too.
CREATE TABLE listing_terms (
    product_id BINARY(16) NOT NULL,
    head       TEXT       COLLATE utf8mb4_bin NOT NULL,
    whole      MEDIUMTEXT COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (product_id),
    FULLTEXT KEY listing_terms_head (head),
    FULLTEXT KEY listing_terms_whole (whole)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE listing_tags (
    tag        VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    product_id BINARY(16)  NOT NULL,
    PRIMARY KEY (tag, product_id),
    KEY listing_tags_of_product (product_id, tag)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Every word of a title or tag under itself and under all that is left when one letter is dropped: two words that share one of these differ by a
-- slip of the keys at most.
CREATE TABLE search_words (
    near VARCHAR(24) COLLATE utf8mb4_bin NOT NULL,
    word VARCHAR(24) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (near, word)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What the platform shows first. Nobody's function writes it: docs/operations.md.
CREATE TABLE featured_products (
    product_id BINARY(16)  NOT NULL,
    since      DATETIME(6) NOT NULL,
    PRIMARY KEY (product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

ALTER TABLE products
    ADD KEY products_by_change (updated_at, id);

INSERT INTO listings
    (product_id, product_version, store_id, category_id, top_category_id, price_currency, price_amount, published_at, on_sale_from,
     title_words, rating, recent_sales)
SELECT p.id, 0, p.store_id, NULL, NULL, p.price_currency, p.price_amount, p.published_at, p.on_sale_from, 0,
       COALESCE(r.average_hundredths, 0), 0
FROM products p LEFT JOIN product_ratings r ON r.product_id = p.id
WHERE p.state = 'published';

ALTER TABLE order_lines
    ADD KEY order_lines_by_sale (sold_at, product_id);

-- Published to functions-catalog: what was sold, for money, and not taken back.
CREATE VIEW recent_sales AS
SELECT l.product_id, l.sold_at
FROM order_lines l JOIN purchases p ON p.order_id = l.order_id AND p.position = l.position
WHERE l.paid_amount > 0 AND p.revoked_at IS NULL;
