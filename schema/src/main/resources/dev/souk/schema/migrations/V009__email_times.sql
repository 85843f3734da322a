-- Published to functions-purchases: when a mail went out. Owner: functions-email.
CREATE VIEW sent_email_times AS
SELECT message_id, kind, sent_at FROM sent_emails;
