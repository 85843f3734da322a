-- Addresses that get no more mail, each as the SHA-256 of its lower-case form: none can be read from here, and whoever has one can ask.
-- Owner: functions-email.

CREATE TABLE suppressed_addresses (
    address_hash  BINARY(32)  NOT NULL,
    reason        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    suppressed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (address_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A mail that is not sent because its address gets none: done with, like one that was sent.
ALTER TABLE sent_emails ADD COLUMN suppressed_at DATETIME(6) NULL;
