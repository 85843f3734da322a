-- Access tokens, with which programs call for people. Of the secret there is the SHA-256, and its ending for people to know it by. Owner:
-- functions-users.
CREATE TABLE access_tokens (
    id         BINARY(16)    NOT NULL,
    user_id    BINARY(16)    NOT NULL,
    name       VARCHAR(100)  NOT NULL,
    token_hash BINARY(32)    NOT NULL,
    ending     CHAR(4)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scopes     VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6)   NOT NULL,
    expires_at DATETIME(6)   NULL,
    revoked_at DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY access_tokens_hash (token_hash),
    KEY access_tokens_of_user (user_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What each function that takes them has seen of them: when one called last, and until when it has used up what it may call, in microseconds
-- since 1970. Owners: functions-users, functions-catalog, functions-purchases.
CREATE TABLE users_token_uses (
    token_id     BINARY(16)  NOT NULL,
    busy_until   BIGINT      NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE catalog_token_uses (
    token_id     BINARY(16)  NOT NULL,
    busy_until   BIGINT      NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE purchases_token_uses (
    token_id     BINARY(16)  NOT NULL,
    busy_until   BIGINT      NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to all functions behind the API: who calls with a token that is not revoked, and what it is good for.
CREATE VIEW token_directory AS
SELECT t.id AS token_id, t.token_hash, t.scopes, t.expires_at, u.id AS user_id, u.issuer, u.subject, u.email, u.email_verified,
       u.display_name
FROM access_tokens t
JOIN users u ON u.id = t.user_id
WHERE t.revoked_at IS NULL;

-- Published to functions-users: when tokens last called.
CREATE VIEW catalog_tokens_used AS
SELECT token_id, last_used_at
FROM catalog_token_uses;

CREATE VIEW purchases_tokens_used AS
SELECT token_id, last_used_at
FROM purchases_token_uses;
