-- What a product is sold as: a licence for one, a licence for a team. Owners: functions-catalog, functions-purchases of the order lines.

-- A variant is never deleted: orders name it. all_files: it gives every file of its product, those too that are still to come. Amounts are in its own
-- currency, which is its product's while it is active.
CREATE TABLE product_variants (
    id                BINARY(16)   NOT NULL,
    product_id        BINARY(16)   NOT NULL,
    name              VARCHAR(80)  NOT NULL,
    description       VARCHAR(500) NOT NULL,
    price_amount      BIGINT       NOT NULL,
    price_currency    CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pay_what_you_want BOOLEAN      NOT NULL,
    suggested_amount  BIGINT       NULL,
    position          INT          NOT NULL,
    state             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    all_files         BOOLEAN      NOT NULL,
    version           INT          NOT NULL,
    created_at        DATETIME(6)  NOT NULL,
    updated_at        DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    KEY variants_of_product (product_id, state, price_amount, position),
    CONSTRAINT variants_are_on_sale_or_not CHECK (state IN ('active', 'retired'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The lines of files that a variant gives which does not give all, and those that it gave until removed_at: who ordered before that keeps them.
CREATE TABLE variant_files (
    variant_id BINARY(16)  NOT NULL,
    line_id    BINARY(16)  NOT NULL,
    removed_at DATETIME(6) NULL,
    PRIMARY KEY (variant_id, line_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases and functions-users: as before, and whether one of the product's variants has to be named.
CREATE OR REPLACE VIEW offers AS
SELECT p.id AS product_id, p.store_id, p.owner_id, p.title, p.price_amount, p.price_currency, p.version, p.on_sale_from,
       p.pay_what_you_want,
       EXISTS (SELECT 1 FROM product_variants v WHERE v.product_id = p.id AND v.state = 'active') AS by_variant
FROM products p
WHERE p.state = 'published'
  AND EXISTS (SELECT 1 FROM product_files f
              WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready');

-- Published to functions-purchases: the variants that can be bought, and for how much. version is that of the product, which goes up with every
-- change of a variant. Look a variant up by variant_id.
CREATE VIEW variant_offers AS
SELECT v.id AS variant_id, v.name AS variant_name, p.id AS product_id, p.store_id, p.owner_id, p.title, v.price_amount, v.price_currency,
       p.version, p.on_sale_from, v.pay_what_you_want
FROM product_variants v JOIN products p ON p.id = v.product_id
WHERE v.state = 'active' AND p.state = 'published'
  AND EXISTS (SELECT 1 FROM product_files f
              WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready' AND f.withdrawn_at IS NULL
                AND (v.all_files OR EXISTS (SELECT 1 FROM variant_files l
                                            WHERE l.variant_id = v.id AND l.line_id = COALESCE(f.line_id, f.id)
                                              AND l.removed_at IS NULL)));

-- Published to functions-purchases: which of their product's files variants give. One that gives all has perhaps no line, and else lines that it
-- gave not always.
CREATE VIEW variant_deliverables AS
SELECT v.id AS variant_id, v.all_files, l.line_id, l.removed_at
FROM product_variants v LEFT JOIN variant_files l ON l.variant_id = v.id;

-- What was ordered of a product that is sold in variants, under the name that it had then.
ALTER TABLE order_lines
    ADD COLUMN variant_id BINARY(16) NULL,
    ADD COLUMN variant_name VARCHAR(80) NULL;
