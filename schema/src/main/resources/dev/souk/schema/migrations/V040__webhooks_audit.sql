-- As users_audit, of webhook endpoints. Owner: functions-webhooks.
CREATE TABLE webhooks_audit (
    id         BINARY(16)   NOT NULL,
    store_id   BINARY(16)   NOT NULL,
    actor_id   BINARY(16)   NOT NULL,
    act        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail     VARCHAR(200) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY webhooks_audit_of_store (store_id, id),
    KEY webhooks_audit_of_actor (actor_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-users, which shows the whole log.
CREATE VIEW webhooks_audited AS
SELECT id, store_id, actor_id, act, subject, detail, request_id, created_at
FROM webhooks_audit;
