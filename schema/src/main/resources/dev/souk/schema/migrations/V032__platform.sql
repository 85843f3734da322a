-- What the people do who run the platform. Owners: functions-users, functions-catalog, functions-purchases of their parts.

-- Which place a featured product has: the lowest first, and of two in one place the one with the lower id.
ALTER TABLE featured_products
    ADD COLUMN position INT NOT NULL DEFAULT 1;

-- As users_audit. Owner: functions-catalog.
CREATE TABLE catalog_audit (
    id         BINARY(16)   NOT NULL,
    store_id   BINARY(16)   NOT NULL,
    actor_id   BINARY(16)   NOT NULL,
    act        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail     VARCHAR(200) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY catalog_audit_of_store (store_id, id),
    KEY catalog_audit_of_actor (actor_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-users, which shows the whole log.
CREATE VIEW catalog_audited AS
SELECT id, store_id, actor_id, act, subject, detail, request_id, created_at
FROM catalog_audit;

-- The platform's admins ask for what one person did.
ALTER TABLE users_audit
    ADD KEY users_audit_of_actor (actor_id, id);
ALTER TABLE purchases_audit
    ADD KEY purchases_audit_of_actor (actor_id, id);
