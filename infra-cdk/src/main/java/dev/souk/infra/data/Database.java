package dev.souk.infra.data;

import java.util.Optional;
import software.amazon.awscdk.SecretValue;

/** Where functions find the tables, and as whom. */
public interface Database {
    /** What the JDBC driver is given, to ask the database itself. */
    String url();

    /** What RDS Proxy stands before, if it does; empty where it cannot. */
    Optional<ProxyTarget> proxyTarget();

    /** The secret of the account that makes tables and accounts; empty where somebody else has made them. */
    Optional<String> adminSecretArn();

    /** The one account of all modules; empty where each has its own. */
    Optional<Login> loginOfAll();

    /** An account of the database. */
    record Login(String user, SecretValue password) {}

    /**
     * A database as RDS Proxy knows it.
     *
     * @param cluster whether it is Aurora's
     */
    record ProxyTarget(String identifier, boolean cluster) {}
}
