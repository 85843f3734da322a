-- A published product can have a time before which it is not for sale. NULL: it is from its publication on, whatever the clocks of those say
-- who sell it. One that is still to come counts as published: its store keeps its currency. Owner: functions-catalog.
ALTER TABLE products
    ADD COLUMN on_sale_from DATETIME(6) NULL;

CREATE OR REPLACE VIEW offers AS
SELECT p.id AS product_id, p.store_id, p.owner_id, p.title, p.price_amount, p.price_currency, p.version, p.on_sale_from
FROM products p
WHERE p.state = 'published'
  AND EXISTS (SELECT 1 FROM product_files f
              WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready');
