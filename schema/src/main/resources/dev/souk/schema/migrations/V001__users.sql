-- People and their stores. Owner: functions-users.

CREATE TABLE users (
    id             BINARY(16)   NOT NULL,
    issuer         VARCHAR(255) NOT NULL,
    subject        VARCHAR(255) NOT NULL,
    email          VARCHAR(254) NULL,
    email_verified BOOLEAN      NOT NULL,
    display_name   VARCHAR(100) NOT NULL,
    version        INT          NOT NULL,
    created_at     DATETIME(6)  NOT NULL,
    updated_at     DATETIME(6)  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE stores (
    id            BINARY(16)   NOT NULL,
    owner_id      BINARY(16)   NOT NULL,
    slug          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(100) NOT NULL,
    description   TEXT         NOT NULL,
    contact_email VARCHAR(254) NOT NULL,
    version       INT          NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    updated_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY stores_slug (slug),
    KEY stores_of_owner (owner_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to the other functions: whose a store is, and where its mail goes.
CREATE VIEW store_directory AS
SELECT id AS store_id, owner_id, slug, name, contact_email
FROM stores;
