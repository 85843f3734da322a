-- How long mails about orders have been waiting is asked every minute. Owners: functions-purchases and functions-email.

ALTER TABLE order_mails
    ADD KEY order_mails_by_time (created_at);

-- Published to functions-purchases: when a mail went out, or that it is not to.
CREATE OR REPLACE VIEW sent_email_times AS
SELECT message_id, kind, sent_at, suppressed_at FROM sent_emails;
