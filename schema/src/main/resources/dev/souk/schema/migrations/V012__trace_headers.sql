-- The trace that a message follows from, in X-Ray's words: a message that is sent late goes on with it. NULL where there was none, and in
-- what functions of the release before wrote. Owners: functions-users and functions-purchases.

ALTER TABLE users_outbox
    ADD COLUMN trace_header VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL;

ALTER TABLE purchases_outbox
    ADD COLUMN trace_header VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL;
