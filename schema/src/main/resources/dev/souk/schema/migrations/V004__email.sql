-- E-mails by message id, so that each is sent once. Owner: functions-email. No address and no text is kept.

CREATE TABLE sent_emails (
    message_id   BINARY(16)  NOT NULL,
    kind         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts     INT         NOT NULL,
    claimed_at   DATETIME(6) NOT NULL,
    locked_until DATETIME(6) NOT NULL,
    sent_at      DATETIME(6) NULL,
    PRIMARY KEY (message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
