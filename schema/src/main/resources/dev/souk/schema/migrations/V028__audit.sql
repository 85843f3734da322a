-- Who did what that not everybody may, each module's part of it. Rows are added with what they are about and never changed: the modules' accounts can
-- do nothing else to them. Owners: functions-users, functions-purchases.

-- act: member.removed …; subject: the public id of what it was done to; detail: what it came to.
CREATE TABLE users_audit (
    id         BINARY(16)   NOT NULL,
    store_id   BINARY(16)   NOT NULL,
    actor_id   BINARY(16)   NOT NULL,
    act        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail     VARCHAR(200) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY users_audit_of_store (store_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE purchases_audit (
    id         BINARY(16)   NOT NULL,
    store_id   BINARY(16)   NOT NULL,
    actor_id   BINARY(16)   NOT NULL,
    act        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail     VARCHAR(200) NOT NULL,
    request_id VARCHAR(128) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY purchases_audit_of_store (store_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-users, which shows the whole log.
CREATE VIEW purchases_audited AS
SELECT id, store_id, actor_id, act, subject, detail, request_id, created_at
FROM purchases_audit;
