-- What people report of what is public, for the platform's admins. Owner: functions-catalog.

-- kind: product, store or review; subject_id which. reporter_key is the same for all that one account reports, or one network address that is
-- nobody's account, and tells neither; reporter_id is NULL for those. is_open is 1 while nobody has decided: one open report of a thing by each.
CREATE TABLE reports (
    id            BINARY(16)   NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id    BINARY(16)   NOT NULL,
    store_id      BINARY(16)   NOT NULL,
    reporter_key  BINARY(32)   NOT NULL,
    reporter_id   BINARY(16)   NULL,
    reason        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text          TEXT         NOT NULL,
    state         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note          TEXT         NULL,
    created_at    DATETIME(6)  NOT NULL,
    decided_at    DATETIME(6)  NULL,
    is_open       TINYINT GENERATED ALWAYS AS (CASE WHEN decided_at IS NULL THEN 1 ELSE NULL END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY reports_one_open (reporter_key, subject_id, is_open),
    KEY reports_by_state (state, id),
    KEY reports_by_kind (kind, id),
    KEY reports_of_store (store_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
