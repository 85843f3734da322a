-- The same, and then it fails.
ALTER USER 'an_admin_of_rds'@'%' IDENTIFIED BY 'second of the admin';
ALTER TABLE no_such_table ADD COLUMN anything INT;
