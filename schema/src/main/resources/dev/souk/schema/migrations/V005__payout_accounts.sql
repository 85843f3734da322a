-- What a store sells in, and where its seller's money goes. Owner: functions-users.

-- platform_fee_basis_points: what the platform keeps of a sale, in hundredths of a percent; NULL for the platform's default.
ALTER TABLE stores
    ADD COLUMN currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'USD',
    ADD COLUMN platform_fee_basis_points INT NULL;

-- A store's account at Stripe: one, ever. It is asked for with the country, address and name that stand here and a key that
-- counts key_number, so that a repetition is the same request; asking says how that went. What Stripe says of the account is
-- kept by the number of the inquiry that brought it: an answer never replaces that of a later inquiry.
CREATE TABLE payout_accounts (
    store_id         BINARY(16)   NOT NULL,
    country          CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    contact_email    VARCHAR(254) NOT NULL,
    display_name     VARCHAR(100) NOT NULL,
    key_number       INT          NOT NULL,
    asking           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at         DATETIME(6)  NOT NULL,
    stripe_account   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    transfers        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requirements     TEXT         NOT NULL,
    inquiries        INT          NOT NULL,
    answered_inquiry INT          NOT NULL,
    looked_at        DATETIME(6)  NULL,
    activated_at     DATETIME(6)  NULL,
    payout_failure   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    payout_failed_at DATETIME(6)  NULL,
    payout_told_at   DATETIME(6)  NULL,
    PRIMARY KEY (store_id),
    UNIQUE KEY payout_accounts_stripe (stripe_account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Stripe's events about payouts that were acted on, so that a repetition does nothing.
CREATE TABLE account_events (
    event_id    VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Messages that were decided on in a transaction and are to be on a queue after it. The body goes once it is sent.
CREATE TABLE users_outbox (
    id         BINARY(16)  NOT NULL,
    queue      VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body       MEDIUMTEXT  NULL,
    created_at DATETIME(6) NOT NULL,
    due_at     DATETIME(6) NULL,
    sent_at    DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY users_outbox_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to the other functions: whose a store is, where its mail goes, what it sells in, what the platform keeps of a sale
-- (NULL for the default), the account that its money goes to (NULL for none), and whether that account can take money now.
CREATE OR REPLACE VIEW store_directory AS
SELECT s.id AS store_id, s.owner_id, s.slug, s.name, s.contact_email, s.currency,
       s.platform_fee_basis_points AS fee_basis_points,
       a.stripe_account AS payout_account,
       COALESCE(a.stripe_account IS NOT NULL AND a.transfers = 'active', 0) AS transfers_active
FROM stores s LEFT JOIN payout_accounts a ON a.store_id = s.id;
