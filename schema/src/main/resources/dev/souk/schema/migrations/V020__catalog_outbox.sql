-- Messages that a transaction of the catalogue decided on and that are to be on a queue after it. The body goes once it is sent, the row a
-- week later. Owner: functions-catalog.
CREATE TABLE catalog_outbox (
    id           BINARY(16)  NOT NULL,
    queue        VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body         MEDIUMTEXT  NULL,
    trace_header VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6) NOT NULL,
    due_at       DATETIME(6) NULL,
    sent_at      DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY catalog_outbox_due (due_at),
    KEY catalog_outbox_sent (sent_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
