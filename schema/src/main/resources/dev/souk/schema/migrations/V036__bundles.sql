-- Products that give other products of their store. Owners: functions-catalog, functions-purchases of what was ordered.

-- What a bundle gives, in the seller's order: a product, or one of its variants. A product with rows here is a bundle; none of them is one.
CREATE TABLE bundle_parts (
    bundle_id  BINARY(16) NOT NULL,
    position   INT        NOT NULL,
    part_id    BINARY(16) NOT NULL,
    variant_id BINARY(16) NULL,
    PRIMARY KEY (bundle_id, position),
    UNIQUE KEY bundle_parts_once (bundle_id, part_id),
    KEY bundle_parts_in (part_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to functions-purchases and functions-users: as before; of a bundle also without files of its own.
CREATE OR REPLACE VIEW offers AS
SELECT p.id AS product_id, p.store_id, p.owner_id, p.title, p.price_amount, p.price_currency, p.version, p.on_sale_from,
       p.pay_what_you_want,
       EXISTS (SELECT 1 FROM product_variants v WHERE v.product_id = p.id AND v.state = 'active') AS by_variant,
       EXISTS (SELECT 1 FROM bundle_parts b WHERE b.bundle_id = p.id) AS is_bundle
FROM products p
WHERE p.state = 'published'
  AND (EXISTS (SELECT 1 FROM product_files f
               WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready')
       OR EXISTS (SELECT 1 FROM bundle_parts b WHERE b.bundle_id = p.id));

-- Published to functions-purchases: what bundles give, and whether each of it could be bought by itself just now, from on_sale_from on. A part
-- without a variant cannot once its product is sold in variants.
CREATE VIEW bundle_contents AS
SELECT b.bundle_id, b.position, b.part_id AS product_id, b.variant_id, p.title, v.name AS variant_name, p.slug, p.on_sale_from,
       CASE WHEN b.variant_id IS NULL
            THEN EXISTS (SELECT 1 FROM offers o WHERE o.product_id = b.part_id AND NOT o.by_variant)
            ELSE EXISTS (SELECT 1 FROM variant_offers o WHERE o.variant_id = b.variant_id) END AS for_sale
FROM bundle_parts b
JOIN products p ON p.id = b.part_id
LEFT JOIN product_variants v ON v.id = b.variant_id;

-- What was ordered with a line that is a bundle, under the titles and names of then. parts says how much that is.
CREATE TABLE order_parts (
    order_id     BINARY(16)   NOT NULL,
    position     INT          NOT NULL,
    part         INT          NOT NULL,
    product_id   BINARY(16)   NOT NULL,
    title        VARCHAR(200) NOT NULL,
    variant_id   BINARY(16)   NULL,
    variant_name VARCHAR(80)  NULL,
    PRIMARY KEY (order_id, position, part)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

ALTER TABLE order_lines
    ADD COLUMN parts INT NOT NULL DEFAULT 0;
