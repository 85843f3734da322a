-- Telling buyers of new versions. Owners: functions-catalog and functions-purchases.

-- That a seller wants the buyers to hear of a file: asked for once, and told once it can be downloaded. Owner: functions-catalog.
CREATE TABLE version_notices (
    file_id      BINARY(16)  NOT NULL,
    product_id   BINARY(16)  NOT NULL,
    requested_by BINARY(16)  NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    PRIMARY KEY (file_id),
    KEY version_notices_of_product (product_id, requested_at),
    KEY version_notices_by_time (requested_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases: what buyers are to hear of, as soon as they can have it and as long as it is offered.
CREATE VIEW wanted_notices AS
SELECT n.file_id, n.product_id, p.store_id, n.requested_at
FROM version_notices n
JOIN product_files f ON f.id = n.file_id
JOIN products p ON p.id = n.product_id
WHERE f.state = 'ready' AND f.withdrawn_at IS NULL;

-- How far a notice has been told: up to that purchase, in the order of their ids. Owner: functions-purchases.
CREATE TABLE version_mailings (
    file_id          BINARY(16)  NOT NULL,
    last_purchase_id BINARY(16)  NULL,
    done_at          DATETIME(6) NULL,
    PRIMARY KEY (file_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Which addresses want no mail about new versions of a product. Owner: functions-purchases.
CREATE TABLE version_mail_refusals (
    product_id BINARY(16)   NOT NULL,
    email      VARCHAR(254) NOT NULL,
    refused_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (product_id, email)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

ALTER TABLE purchases
    ADD KEY purchases_of_product (product_id, id);
