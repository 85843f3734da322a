-- Who watches which order, and what they see of it. Owners: functions-purchases and functions-live.

-- Counts the changes that a buyer can see, so that whoever hears of two knows which is newer.
ALTER TABLE orders
    ADD COLUMN state_version INT NOT NULL DEFAULT 0;

-- Published to functions-live: where an order stands, and who may know.
CREATE OR REPLACE VIEW order_states AS
SELECT id AS order_id, buyer_id, link_hash, state, checkout_session IS NOT NULL AS has_page, state_version FROM orders;

-- A row for each open connection; one whose end nobody was told of is deleted when it is old.
CREATE TABLE live_connections (
    connection_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    connected_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (connection_id),
    KEY live_connections_by_age (connected_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- told_version is the newest that the connection was told of.
CREATE TABLE live_watches (
    connection_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id      BINARY(16)   NOT NULL,
    told_version  INT          NOT NULL,
    PRIMARY KEY (connection_id, order_id),
    KEY live_watches_of_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
