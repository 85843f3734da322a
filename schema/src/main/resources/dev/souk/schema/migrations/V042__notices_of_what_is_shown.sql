-- As before, but of nothing that the platform has taken off its pages: who may not sell it does not write to its buyers by us either.
CREATE OR REPLACE VIEW wanted_notices AS
SELECT n.file_id, n.product_id, p.store_id, n.requested_at
FROM version_notices n
JOIN product_files f ON f.id = n.file_id
JOIN products p ON p.id = n.product_id
WHERE f.state = 'ready' AND f.withdrawn_at IS NULL
  AND p.state <> 'taken_down' AND p.store_id NOT IN (SELECT d.store_id FROM stores_taken_down d);
