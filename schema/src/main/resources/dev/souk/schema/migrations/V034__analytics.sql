-- What was looked at and sold, by day and product. Owner: functions-purchases. Days are those of UTC.

-- Says that what was sold on a day is to be added up anew: written in the transaction that changed it. A row for each change, so that nobody
-- waits for another to write one.
CREATE TABLE sales_marks (
    id       BINARY(16) NOT NULL,
    store_id BINARY(16) NOT NULL,
    day      DATE       NOT NULL,
    PRIMARY KEY (id),
    KEY sales_marks_of_day (store_id, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Locked while a day is added up: of two that do it at once the second sees what the first one saw, and more.
CREATE TABLE sales_days (
    store_id BINARY(16) NOT NULL,
    day      DATE       NOT NULL,
    PRIMARY KEY (store_id, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What was sold on a day, and what of that went back, whenever it did. refunded_count counts the sold things of which anything went back.
CREATE TABLE sales_by_day (
    store_id        BINARY(16) NOT NULL,
    day             DATE       NOT NULL,
    product_id      BINARY(16) NOT NULL,
    currency        CHAR(3)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_count      BIGINT     NOT NULL,
    refunded_count  BIGINT     NOT NULL,
    revenue_amount  BIGINT     NOT NULL,
    refunded_amount BIGINT     NOT NULL,
    net_amount      BIGINT     NOT NULL,
    PRIMARY KEY (store_id, day, product_id, currency)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How often a product's page was looked at on a day: counted in one of several rows, so that those who look at once do not wait for each other.
CREATE TABLE page_views (
    store_id   BINARY(16) NOT NULL,
    day        DATE       NOT NULL,
    product_id BINARY(16) NOT NULL,
    shard      INT        NOT NULL,
    view_count BIGINT     NOT NULL,
    PRIMARY KEY (store_id, day, product_id, shard)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- All that was sold so far is to be added up.
INSERT INTO sales_marks (id, store_id, day)
SELECT UNHEX(LEFT(SHA2(CONCAT(HEX(d.store_id), d.day), 256), 32)), d.store_id, d.day
FROM (SELECT DISTINCT store_id, DATE(sold_at) AS day FROM sales) d;
