-- While it runs, RDS gives the admin another password.
ALTER USER 'an_admin_of_rds'@'%' IDENTIFIED BY 'second of the admin';
