-- What a store's page says of who sells there, and whether they are away. Owner: functions-users.

-- links: a JSON array of {"title", "url"}. A store is on vacation while vacation_since is not NULL; vacation_until is the day that its seller has in mind,
-- as people write it (2026-12-24), and ends nothing by itself.
ALTER TABLE stores
    ADD COLUMN seller_name      VARCHAR(100) NULL,
    ADD COLUMN avatar_url       VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN links            TEXT         NULL,
    ADD COLUMN vacation_since   DATETIME(6)  NULL,
    ADD COLUMN vacation_message VARCHAR(500) NULL,
    ADD COLUMN vacation_until   CHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NULL;

-- Published to the other functions: as before, and whether nothing can be ordered of the store.
CREATE OR REPLACE VIEW store_directory AS
SELECT s.id AS store_id, s.owner_id, s.slug, s.name, s.contact_email, s.currency,
       s.platform_fee_basis_points AS fee_basis_points,
       a.stripe_account AS payout_account,
       COALESCE(a.stripe_account IS NOT NULL AND a.transfers = 'active', 0) AS transfers_active,
       s.vacation_since IS NOT NULL AS on_vacation
FROM stores s LEFT JOIN payout_accounts a ON a.store_id = s.id;
