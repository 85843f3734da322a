-- Orders, payments and what buyers own. Owner: functions-purchases.

CREATE TABLE orders (
    id                  BINARY(16)   NOT NULL,
    buyer_id            BINARY(16)   NULL,
    email               VARCHAR(254) NOT NULL,
    state               VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_amount        BIGINT       NOT NULL,
    total_currency      CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_hash           BINARY(32)   NOT NULL,
    checkout_session    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    payment_url         TEXT         NULL,
    payment_intent      VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at          DATETIME(6)  NOT NULL,
    expires_at          DATETIME(6)  NULL,
    paid_at             DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY orders_link (link_hash),
    KEY orders_of_buyer (buyer_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What was asked for, at the price and under the title it had then.
CREATE TABLE order_lines (
    order_id       BINARY(16)   NOT NULL,
    position       INT          NOT NULL,
    product_id     BINARY(16)   NOT NULL,
    store_id       BINARY(16)   NOT NULL,
    seller_id      BINARY(16)   NOT NULL,
    title          VARCHAR(200) NOT NULL,
    price_amount   BIGINT       NOT NULL,
    price_currency CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (order_id, position),
    UNIQUE KEY order_lines_once (order_id, product_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a buyer owns: one row for each line of a paid order, ever.
CREATE TABLE purchases (
    id             BINARY(16)  NOT NULL,
    order_id       BINARY(16)  NOT NULL,
    position       INT         NOT NULL,
    buyer_id       BINARY(16)  NULL,
    product_id     BINARY(16)  NOT NULL,
    downloads_left INT         NOT NULL,
    created_at     DATETIME(6) NOT NULL,
    revoked_at     DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY purchases_once (order_id, position),
    KEY purchases_of_buyer (buyer_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Stripe's events that were acted on, so that a repetition does nothing.
CREATE TABLE payment_events (
    event_id    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    BINARY(16)   NULL,
    recorded_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Messages that were decided on in a transaction and are to be on a queue after it. The body goes once it is sent.
CREATE TABLE purchases_outbox (
    id         BINARY(16)  NOT NULL,
    queue      VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body       MEDIUMTEXT  NULL,
    created_at DATETIME(6) NOT NULL,
    due_at     DATETIME(6) NULL,
    sent_at    DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY purchases_outbox_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE purchases_idempotency_keys (
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
    KEY purchases_idempotency_keys_by_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
