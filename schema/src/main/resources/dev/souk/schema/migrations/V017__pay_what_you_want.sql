-- A price can be the least that a buyer pays who may pay what they want; then there may be a suggestion. Owner: functions-catalog.
ALTER TABLE products
    ADD COLUMN pay_what_you_want BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN suggested_amount BIGINT NULL;

CREATE OR REPLACE VIEW offers AS
SELECT p.id AS product_id, p.store_id, p.owner_id, p.title, p.price_amount, p.price_currency, p.version, p.on_sale_from,
       p.pay_what_you_want
FROM products p
WHERE p.state = 'published'
  AND EXISTS (SELECT 1 FROM product_files f
              WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready');
