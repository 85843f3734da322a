-- What is looked for again and again is found by an index, also when there is nothing. Owner: functions-purchases.

-- expiry_looks counts how often Stripe was asked about an order that nobody paid in time, and could not be.
ALTER TABLE orders
    ADD COLUMN expiry_looks INT NOT NULL DEFAULT 0;

ALTER TABLE charges
    ADD KEY charges_by_time (recorded_at, payment_intent);

ALTER TABLE payment_events
    ADD KEY payment_events_by_age (recorded_at);

ALTER TABLE purchases_outbox
    ADD KEY purchases_outbox_sent (sent_at);

-- under_way says that the window is being gone through, as far as position; finished_at is when one last had been.
ALTER TABLE reconciliations
    ADD COLUMN under_way BOOLEAN NOT NULL DEFAULT 0,
    ADD COLUMN finished_at DATETIME(6) NULL;

ALTER TABLE findings
    ADD KEY findings_open (resolved_at, id),
    ADD KEY findings_about (reference);
