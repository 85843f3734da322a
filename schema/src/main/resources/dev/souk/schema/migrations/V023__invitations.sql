-- Letters that make members of stores of those who have them. Owner: functions-users.

-- Of the secret in the letter there is the SHA-256; another letter has another one. ended_at: accepted, or revoked when accepted_by is NULL. An address
-- is invited to a store once at a time: open_email is NULL when it is over.
CREATE TABLE invitations (
    id          BINARY(16)   NOT NULL,
    store_id    BINARY(16)   NOT NULL,
    email       VARCHAR(254) NOT NULL,
    role        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash  BINARY(32)   NOT NULL,
    letters     INT          NOT NULL,
    created_at  DATETIME(6)  NOT NULL,
    sent_at     DATETIME(6)  NOT NULL,
    expires_at  DATETIME(6)  NOT NULL,
    ended_at    DATETIME(6)  NULL,
    accepted_by BINARY(16)   NULL,
    open_email  VARCHAR(254) GENERATED ALWAYS AS (CASE WHEN ended_at IS NULL THEN email END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY invitations_token (token_hash),
    UNIQUE KEY invitations_open (store_id, open_email),
    KEY invitations_of_store (store_id, sent_at),
    CONSTRAINT invitations_have_a_role CHECK (role IN ('editor', 'support'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
