-- What the scan for malware said of a file (NULL: nothing yet, or nobody scans), and since when a file in quarantine waits for it. A file
-- of the release before has been taken without a scan, and stays as it is. Owner: functions-catalog.

ALTER TABLE product_files
    ADD COLUMN verdict VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN scanning_since DATETIME(6) NULL,
    ADD KEY files_by_scan (scanning_since);

-- A file can be withdrawn after it was ready. What has nothing left to deliver is not to be bought, whatever its page says.
CREATE OR REPLACE VIEW offers AS
SELECT p.id AS product_id, p.store_id, p.owner_id, p.title, p.price_amount, p.price_currency, p.version
FROM products p
WHERE p.state = 'published'
  AND EXISTS (SELECT 1 FROM product_files f
              WHERE f.product_id = p.id AND f.purpose = 'download' AND f.state = 'ready');
