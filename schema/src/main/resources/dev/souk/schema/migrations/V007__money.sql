-- What becomes of an order's money. Owner: functions-purchases.

-- total_amount is what is owed, tax included once it is known. page_attempt counts the idempotency keys that Stripe was asked
-- with, page_key_at is when the present one was first used, page_due_at when the payment page is to be asked for again.
-- expiry_due_at is when an unpaid order is to be looked at: NULL once there is nothing to expire.
ALTER TABLE orders
    ADD COLUMN tax_amount BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN discount_id BINARY(16) NULL,
    ADD COLUMN page_attempt INT NOT NULL DEFAULT 0,
    ADD COLUMN page_key_at DATETIME(6) NULL,
    ADD COLUMN page_due_at DATETIME(6) NULL,
    ADD COLUMN page_promised BOOLEAN NOT NULL DEFAULT 0,
    ADD COLUMN expiry_due_at DATETIME(6) NULL,
    ADD KEY orders_page_due (page_due_at),
    ADD KEY orders_expiry_due (expiry_due_at),
    ADD KEY orders_by_intent (payment_intent),
    ADD KEY orders_by_email (email);

-- fee_basis_points is the platform's share as it was agreed when the order was placed; fee_amount follows from it when it is paid.
-- paid_amount is what was paid for the line, tax included; of that, tax and fee are not the seller's.
ALTER TABLE order_lines
    ADD COLUMN discount_amount BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN tax_amount BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN fee_basis_points INT NOT NULL DEFAULT 0,
    ADD COLUMN fee_amount BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN paid_amount BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN refunded_amount BIGINT NOT NULL DEFAULT 0,
    ADD KEY order_lines_of_store (store_id, order_id);

UPDATE orders SET expiry_due_at = created_at WHERE state = 'awaiting_payment';

UPDATE order_lines l JOIN orders o ON o.id = l.order_id
SET l.paid_amount = l.price_amount
WHERE o.state = 'paid';

-- Money that came in, one row for each of Stripe's payment intents. role is 'order', or 'surplus' for a second payment of an order,
-- which goes back. look_due_at is when Stripe is to be asked about it (its charge, its fee).
CREATE TABLE charges (
    payment_intent VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id       BINARY(16)   NOT NULL,
    role           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount         BIGINT       NOT NULL,
    currency       CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    charge         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    recorded_at    DATETIME(6)  NOT NULL,
    look_due_at    DATETIME(6)  NULL,
    PRIMARY KEY (payment_intent),
    KEY charges_of_order (order_id),
    KEY charges_look_due (look_due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The ledger. A transaction is written once for what it is about: (kind, reference). Its entries sum to zero.
CREATE TABLE ledger_transactions (
    id         BINARY(16)   NOT NULL,
    kind       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id   BINARY(16)   NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY ledger_transactions_once (kind, reference),
    KEY ledger_transactions_of_order (order_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- amount is what the account is debited, in minor units; a credit is negative.
CREATE TABLE ledger_entries (
    transaction_id BINARY(16)  NOT NULL,
    position       INT         NOT NULL,
    account        VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    store_id       BINARY(16)  NULL,
    amount         BIGINT      NOT NULL,
    currency       CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (transaction_id, position),
    KEY ledger_entries_balance (account, store_id, currency, amount)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- origin is 'seller', 'platform' (made at Stripe, not by us) or 'surplus'. state: 'asked' (decided here, Stripe may or may not know),
-- 'made', 'failed'. due_at is when one that was asked is to be seen to again.
CREATE TABLE refunds (
    id             BINARY(16)   NOT NULL,
    order_id       BINARY(16)   NOT NULL,
    payment_intent VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    origin         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount         BIGINT       NOT NULL,
    currency       CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason         VARCHAR(200) NOT NULL,
    stripe_refund  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    asked_by       BINARY(16)   NULL,
    attempts       INT          NOT NULL DEFAULT 0,
    key_at         DATETIME(6)  NULL,
    due_at         DATETIME(6)  NULL,
    created_at     DATETIME(6)  NOT NULL,
    settled_at     DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY refunds_once (stripe_refund),
    KEY refunds_of_order (order_id, id),
    KEY refunds_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a refund takes from each line: amount = tax + fee + the seller's share.
CREATE TABLE refund_lines (
    refund_id  BINARY(16) NOT NULL,
    position   INT        NOT NULL,
    amount     BIGINT     NOT NULL,
    tax_amount BIGINT     NOT NULL DEFAULT 0,
    fee_amount BIGINT     NOT NULL DEFAULT 0,
    PRIMARY KEY (refund_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE disputes (
    id              BINARY(16)   NOT NULL,
    stripe_dispute  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id        BINARY(16)   NOT NULL,
    payment_intent  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stage           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount          BIGINT       NOT NULL,
    currency        CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason          VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    evidence_due_at DATETIME(6)  NULL,
    opened_at       DATETIME(6)  NOT NULL,
    closed_at       DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY disputes_once (stripe_dispute),
    KEY disputes_of_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What an order owes a store, and what of it went to the store's Stripe account. owed_amount never changes; taken_back_amount is the
-- seller's share of refunds and lost disputes. There is more than one row when a refund came back after the share had been sent. Sent and not reversed should be owed - taken_back, or less while the store has debts.
CREATE TABLE transfers (
    id                BINARY(16)   NOT NULL,
    order_id          BINARY(16)   NOT NULL,
    store_id          BINARY(16)   NOT NULL,
    sequence          INT          NOT NULL,
    payment_intent    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    currency          CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owed_amount       BIGINT       NOT NULL,
    taken_back_amount BIGINT       NOT NULL DEFAULT 0,
    state             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sent_amount       BIGINT       NOT NULL DEFAULT 0,
    reversed_amount   BIGINT       NOT NULL DEFAULT 0,
    destination       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    stripe_transfer   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    attempts          INT          NOT NULL DEFAULT 0,
    key_at            DATETIME(6)  NULL,
    due_at            DATETIME(6)  NULL,
    created_at        DATETIME(6)  NOT NULL,
    sent_at           DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY transfers_once (order_id, store_id, sequence),
    UNIQUE KEY transfers_stripe (stripe_transfer),
    KEY transfers_of_store (store_id, id),
    KEY transfers_being_sent (state, store_id, currency),
    KEY transfers_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Taking back what was sent. state: 'asked', 'made', 'refused' (the account has too little: the debt stays on the ledger).
CREATE TABLE transfer_reversals (
    id              BINARY(16)   NOT NULL,
    transfer_id     BINARY(16)   NOT NULL,
    state           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount          BIGINT       NOT NULL,
    stripe_reversal VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    attempts        INT          NOT NULL DEFAULT 0,
    key_at          DATETIME(6)  NULL,
    created_at      DATETIME(6)  NOT NULL,
    settled_at      DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY transfer_reversals_once (stripe_reversal),
    KEY transfer_reversals_of (transfer_id, state)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One row for each store and currency, to be locked while what can be sent is worked out: two transfers at once must not both spend it.
CREATE TABLE store_balances (
    store_id BINARY(16) NOT NULL,
    currency CHAR(3)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (store_id, currency)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Uses of discounts. state: 'reserved' by an order that waits, 'used' once it is paid, 'returned' when it came to nothing.
CREATE TABLE discount_uses (
    order_id    BINARY(16)  NOT NULL,
    discount_id BINARY(16)  NOT NULL,
    buyer_hash  BINARY(32)  NOT NULL,
    state       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reserved_at DATETIME(6) NOT NULL,
    PRIMARY KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How many uses are taken, reserved ones included; buyer_hash is all zeros for those of all buyers together.
CREATE TABLE discount_counts (
    discount_id BINARY(16) NOT NULL,
    buyer_hash  BINARY(32) NOT NULL,
    taken       INT        NOT NULL,
    PRIMARY KEY (discount_id, buyer_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a signed-in buyer has bought or is about to: the same product in two tabs is told about.
CREATE TABLE buyer_products (
    buyer_id   BINARY(16) NOT NULL,
    product_id BINARY(16) NOT NULL,
    order_id   BINARY(16) NOT NULL,
    PRIMARY KEY (buyer_id, product_id),
    KEY buyer_products_of_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO buyer_products (buyer_id, product_id, order_id)
SELECT buyer_id, product_id, MAX(order_id) FROM purchases
WHERE buyer_id IS NOT NULL AND revoked_at IS NULL
GROUP BY buyer_id, product_id;

-- Signed events that could not be read: kept until somebody sends them through again.
CREATE TABLE parked_events (
    id          BINARY(16)   NOT NULL,
    body_hash   BINARY(32)   NOT NULL,
    body        MEDIUMTEXT   NOT NULL,
    reason      VARCHAR(500) NOT NULL,
    parked_at   DATETIME(6)  NOT NULL,
    replayed_at DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY parked_events_once (body_hash),
    KEY parked_events_open (replayed_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Which mails an order was the reason of: the evidence that they were sent is functions-email's.
CREATE TABLE order_mails (
    message_id BINARY(16)  NOT NULL,
    order_id   BINARY(16)  NOT NULL,
    kind       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (message_id),
    KEY order_mails_of_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Links that were handed out: what a dispute is answered with.
CREATE TABLE download_log (
    id          BINARY(16)   NOT NULL,
    purchase_id BINARY(16)   NOT NULL,
    file_id     BINARY(16)   NOT NULL,
    source_ip   VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    user_agent  VARCHAR(255) NULL,
    granted_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY download_log_of (purchase_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How far the reconciler has come, and what it could not repair.
CREATE TABLE reconciliations (
    name        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    window_from DATETIME(6)  NOT NULL,
    window_to   DATETIME(6)  NOT NULL,
    position    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    updated_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE findings (
    id          BINARY(16)   NOT NULL,
    kind        VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail      VARCHAR(500) NOT NULL,
    found_at    DATETIME(6)  NOT NULL,
    resolved_at DATETIME(6)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY findings_once (kind, reference)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-catalog: how often each discount is taken.
CREATE VIEW discount_uses_count AS
SELECT discount_id, taken AS uses
FROM discount_counts
WHERE buyer_hash = X'0000000000000000000000000000000000000000000000000000000000000000';

-- Orders that were paid before there was a ledger: their money is known, so that it can be given back.
INSERT INTO charges (payment_intent, order_id, role, amount, currency, recorded_at)
SELECT payment_intent, id, 'order', total_amount, total_currency, paid_at
FROM orders
WHERE state = 'paid' AND payment_intent IS NOT NULL;
