-- Who acts for a store. Owner: functions-users.

-- Members beside the owner, who stands in stores.owner_id: there is always one, and never another.
CREATE TABLE memberships (
    store_id BINARY(16)  NOT NULL,
    user_id  BINARY(16)  NOT NULL,
    role     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    since    DATETIME(6) NOT NULL,
    PRIMARY KEY (store_id, user_id),
    KEY memberships_of_user (user_id, store_id),
    CONSTRAINT memberships_have_a_role CHECK (role IN ('editor', 'support'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Published to the other functions: who is what in which store. Ask for a user_id: it is put into both halves, each of which has an index for it.
CREATE VIEW store_members AS
SELECT id AS store_id, owner_id AS user_id, CONVERT('owner' USING ascii) COLLATE ascii_bin AS role
FROM stores
UNION ALL
SELECT store_id, user_id, role
FROM memberships;
