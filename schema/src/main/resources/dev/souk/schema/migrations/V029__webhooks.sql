-- Whom sellers want told of what happens in their stores, and what came of it. Owner: functions-webhooks.

-- slot counts a store's endpoints: so many there can be, however many are made at once; NULL once the endpoint is gone. Secrets are sealed.
-- The one before is good, too, until previous_secret_until. failing_since is the first failure after the last success.
CREATE TABLE webhook_endpoints (
    id                    BINARY(16)    NOT NULL,
    store_id              BINARY(16)    NOT NULL,
    slot                  TINYINT       NULL,
    url                   VARCHAR(2048) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_types           VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    description           VARCHAR(200)  NOT NULL,
    state                 VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    disabled_because      VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    disabled_at           DATETIME(6)   NULL,
    failing_since         DATETIME(6)   NULL,
    last_delivered_at     DATETIME(6)   NULL,
    last_attempt_at       DATETIME(6)   NULL,
    slow                  BOOLEAN       NOT NULL DEFAULT FALSE,
    secret                VARBINARY(128) NOT NULL,
    previous_secret       VARBINARY(128) NULL,
    previous_secret_until DATETIME(6)   NULL,
    version               INT           NOT NULL,
    created_at            DATETIME(6)   NOT NULL,
    updated_at            DATETIME(6)   NOT NULL,
    deleted_at            DATETIME(6)   NULL,
    PRIMARY KEY (id),
    UNIQUE KEY webhook_endpoints_slot (store_id, slot),
    KEY webhook_endpoints_deleted (deleted_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- payload is what receivers are sent, to the byte.
CREATE TABLE webhook_events (
    id         BINARY(16)  NOT NULL,
    store_id   BINARY(16)  NOT NULL,
    type       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload    MEDIUMTEXT  NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY webhook_events_by_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One event told to one endpoint. due_at is when it is to be tried, NULL when it is not; whoever tries it moves that on to leased_until, so that it
-- is due again if nothing comes of it. tries are those since begun_at, attempts are all.
CREATE TABLE webhook_deliveries (
    id           BINARY(16)  NOT NULL,
    event_id     BINARY(16)  NOT NULL,
    endpoint_id  BINARY(16)  NOT NULL,
    state        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tries        INT         NOT NULL,
    attempts     INT         NOT NULL,
    due_at       DATETIME(6) NULL,
    leased_until DATETIME(6) NULL,
    begun_at     DATETIME(6) NOT NULL,
    created_at   DATETIME(6) NOT NULL,
    ended_at     DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY webhook_deliveries_once (event_id, endpoint_id),
    KEY webhook_deliveries_due (due_at, endpoint_id),
    KEY webhook_deliveries_next (endpoint_id, due_at),
    KEY webhook_deliveries_leased (endpoint_id, leased_until),
    KEY webhook_deliveries_of_endpoint (endpoint_id, id),
    KEY webhook_deliveries_by_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- status is the receiver's, NULL when it did not answer; response is how its answer begins.
CREATE TABLE webhook_attempts (
    delivery_id BINARY(16)    NOT NULL,
    number      INT           NOT NULL,
    begun_at    DATETIME(6)   NOT NULL,
    millis      INT           NOT NULL,
    result      VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status      SMALLINT      NULL,
    response    VARCHAR(1000) NOT NULL,
    PRIMARY KEY (delivery_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE webhooks_outbox (
    id           BINARY(16)  NOT NULL,
    queue        VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body         MEDIUMTEXT  NULL,
    trace_header VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at   DATETIME(6) NOT NULL,
    due_at       DATETIME(6) NULL,
    sent_at      DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY webhooks_outbox_due (due_at),
    KEY webhooks_outbox_by_age (sent_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE webhooks_token_uses (
    token_id     BINARY(16)  NOT NULL,
    busy_until   BIGINT      NOT NULL,
    last_used_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-users: when tokens last called.
CREATE VIEW webhooks_tokens_used AS
SELECT token_id, last_used_at
FROM webhooks_token_uses;

-- Published to those in whose hands something happens: which stores have somebody to be told, a row for each.
CREATE VIEW webhook_stores AS
SELECT store_id
FROM webhook_endpoints
WHERE deleted_at IS NULL;
