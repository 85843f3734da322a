-- What each store has sold, to whom. Owner: functions-purchases, and functions-catalog of the view.

-- One row for each address that ever bought of a store. email_hash is the SHA-256 of the address in lower case; email is as it was last
-- written.
CREATE TABLE customers (
    id            BINARY(16)   NOT NULL,
    store_id      BINARY(16)   NOT NULL,
    email_hash    BINARY(32)   NOT NULL,
    email         VARCHAR(254) NOT NULL,
    first_sale_at DATETIME(6)  NOT NULL,
    last_sale_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY customers_once (store_id, email_hash),
    KEY customers_latest (store_id, last_sale_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A store's part of a paid order, worked out anew from the order whenever its money moves. The amounts are those of the store's lines
-- alone; refunded_amount went back, and of that refunded_tax and refunded_fee were not the seller's. discount_id is NULL when the discount
-- of the order took nothing off them.
CREATE TABLE sales (
    store_id        BINARY(16)  NOT NULL,
    order_id        BINARY(16)  NOT NULL,
    customer_id     BINARY(16)  NOT NULL,
    state           VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    currency        CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    discount_id     BINARY(16)  NULL,
    item_count      INT         NOT NULL,
    paid_amount     BIGINT      NOT NULL,
    tax_amount      BIGINT      NOT NULL,
    fee_amount      BIGINT      NOT NULL,
    refunded_amount BIGINT      NOT NULL,
    refunded_tax    BIGINT      NOT NULL,
    refunded_fee    BIGINT      NOT NULL,
    sold_at         DATETIME(6) NOT NULL,
    PRIMARY KEY (order_id, store_id),
    KEY sales_of_store (store_id, sold_at, order_id),
    KEY sales_in_state (store_id, state, sold_at, order_id),
    KEY sales_by_discount (discount_id, sold_at, order_id),
    KEY sales_to_customer (customer_id, sold_at, order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- sold_at is NULL until the order is paid.
ALTER TABLE order_lines
    ADD COLUMN sold_at DATETIME(6) NULL,
    ADD KEY order_lines_sold (product_id, sold_at, order_id);

-- receipt_sends counts how often a seller had the receipt sent again, receipt_free_at is from when on they may do so once more.
ALTER TABLE orders
    ADD COLUMN receipt_sends INT NOT NULL DEFAULT 0,
    ADD COLUMN receipt_free_at DATETIME(6) NULL;

-- What was sold so far. An order that a function of the release before is just bringing to its end is taken up by the hourly sweeper.
INSERT INTO customers (id, store_id, email_hash, email, first_sale_at, last_sale_at)
SELECT UNHEX(LEFT(SHA2(CONCAT(HEX(l.store_id), MIN(LOWER(o.email))), 256), 32)), l.store_id, UNHEX(SHA2(MIN(LOWER(o.email)), 256)),
       MAX(o.email), MIN(o.paid_at), MAX(o.paid_at)
FROM orders o JOIN order_lines l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL
GROUP BY l.store_id, LOWER(o.email);

UPDATE order_lines l JOIN orders o ON o.id = l.order_id
SET l.sold_at = o.paid_at
WHERE o.paid_at IS NOT NULL;

INSERT INTO sales (store_id, order_id, customer_id, state, currency, discount_id, item_count, paid_amount, tax_amount, fee_amount,
                   refunded_amount, refunded_tax, refunded_fee, sold_at)
SELECT l.store_id, o.id, MAX(c.id),
       CASE WHEN MAX(o.state) = 'disputed' THEN 'disputed'
            WHEN SUM(COALESCE(g.amount, 0)) = 0 THEN 'paid'
            WHEN SUM(COALESCE(g.amount, 0)) >= SUM(l.paid_amount) THEN 'refunded'
            ELSE 'partially_refunded' END,
       MAX(o.total_currency), CASE WHEN SUM(l.discount_amount) > 0 THEN MAX(o.discount_id) END, COUNT(*), SUM(l.paid_amount),
       SUM(l.tax_amount), SUM(l.fee_amount), SUM(COALESCE(g.amount, 0)), SUM(COALESCE(g.tax_amount, 0)),
       SUM(COALESCE(g.fee_amount, 0)), MAX(o.paid_at)
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN customers c ON c.store_id = l.store_id AND c.email_hash = UNHEX(SHA2(LOWER(o.email), 256))
LEFT JOIN (SELECT r.order_id, rl.position, SUM(rl.amount) AS amount, SUM(rl.tax_amount) AS tax_amount, SUM(rl.fee_amount) AS fee_amount
           FROM refunds r JOIN refund_lines rl ON rl.refund_id = r.id
           WHERE r.state = 'made'
           GROUP BY r.order_id, rl.position) g ON g.order_id = l.order_id AND g.position = l.position
WHERE o.paid_at IS NOT NULL
GROUP BY l.store_id, o.id;

-- Published to functions-purchases: what discounts are called, those too that are no longer offered.
CREATE VIEW discount_codes AS
SELECT id AS discount_id, store_id, code
FROM discounts;
