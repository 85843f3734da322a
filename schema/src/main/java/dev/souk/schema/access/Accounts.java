package dev.souk.schema.access;

import dev.souk.lambda.config.Secret;
import dev.souk.schema.access.Grant.Verb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The accounts of the modules, as {@link Grants} wants them: one that is missing is made, a right that is missing is granted, and one that
 * is not listed is taken away, right by right, so that nobody who works is ever without. Done again it changes nothing.
 *
 * @param url of the schema that the tables are in
 * @param admin may make users and grant all that is listed
 */
public record Accounts(String url, String admin, Secret adminPassword) {
    /** From anywhere: the network says who comes near. */
    private static final String HOST = "%";
    /** MySQL and MariaDB for "not with this password". */
    private static final int ACCESS_DENIED = 1045;

    /**
     * Makes it so.
     *
     * @param passwords of each account. Where one is new, MySQL takes the one before it as well until {@link #forgetOldPasswords}; MariaDB
     *     has no such thing
     * @throws SQLException when the admin may not, or the database is not there
     */
    public void apply(Map<DataOwner, Secret> passwords) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, admin, adminPassword.reveal())) {
            Server server = new Server(connection);
            for (Map.Entry<DataOwner, Secret> entry : new EnumMap<>(passwords).entrySet()) {
                DataOwner owner = entry.getKey();
                server.create(owner, entry.getValue());
                if (!opens(owner, entry.getValue())) {
                    server.change(owner, entry.getValue());
                }
                Set<Right> wanted = Right.wantedFor(owner);
                Set<Right> there = server.rightsOf(owner);
                server.each("GRANT", difference(wanted, there), "TO", owner);
                server.each("REVOKE", difference(there, wanted), "FROM", owner);
            }
        }
    }

    /** Ends the time in which a password and the one before it are both good. Nothing to do on MariaDB. */
    public void forgetOldPasswords() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, admin, adminPassword.reveal())) {
            Server server = new Server(connection);
            if (server.keepsOldPasswords()) {
                for (DataOwner owner : DataOwner.values()) {
                    server.run("ALTER USER ?@'" + HOST + "' DISCARD OLD PASSWORD", owner.account());
                }
            }
        }
    }

    private boolean opens(DataOwner owner, Secret password) throws SQLException {
        // Without the schema, which it may have no right to yet.
        try (Connection _ = DriverManager.getConnection(withoutSchema(url), owner.account(), password.reveal())) {
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                return false;
            }
            throw e;
        }
    }

    private static String withoutSchema(String url) {
        return url.replaceFirst("^(jdbc:mysql://[^/]+/)[^?]*", "$1");
    }

    private static Set<Right> difference(Set<Right> from, Set<Right> what) {
        Set<Right> left = new HashSet<>(from);
        left.removeAll(what);
        return left;
    }

    /**
     * A privilege of an account.
     *
     * @param on a table or a view of the schema; {@code *} is all of the schema, {@code *.*} all there is
     */
    private record Right(String privilege, String on) {
        static final String SCHEMA = "*";
        static final String EVERYWHERE = "*.*";

        static Set<Right> wantedFor(DataOwner owner) {
            Set<Right> rights = new HashSet<>();
            for (Grant grant : Grants.all()) {
                if (grant.to() == owner) {
                    for (Verb verb : grant.verbs()) {
                        rights.add(new Right(verb.name(), grant.on()));
                    }
                }
            }
            return rights;
        }

        String place() {
            return on.startsWith("*") ? on : "`" + on + "`";
        }
    }

    private record Server(Connection connection) {
        void create(DataOwner owner, Secret password) throws SQLException {
            run("CREATE USER IF NOT EXISTS ?@'" + HOST + "' IDENTIFIED BY ?", owner.account(), password.reveal());
        }

        void change(DataOwner owner, Secret password) throws SQLException {
            String alter = "ALTER USER ?@'" + HOST + "' IDENTIFIED BY ?";
            run(keepsOldPasswords() ? alter + " RETAIN CURRENT PASSWORD" : alter, owner.account(), password.reveal());
        }

        boolean keepsOldPasswords() throws SQLException {
            return !connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        }

        void each(String verb, Set<Right> rights, String towards, DataOwner owner) throws SQLException {
            for (Right right : rights) {
                run(
                        verb + " " + right.privilege() + " ON " + right.place() + " " + towards + " ?@'" + HOST + "'",
                        owner.account());
            }
        }

        Set<Right> rightsOf(DataOwner owner) throws SQLException {
            String grantee = "'" + owner.account() + "'@'" + HOST + "'";
            Set<Right> rights = new HashSet<>();
            rights.addAll(rights("""
                    SELECT privilege_type, table_name FROM information_schema.table_privileges
                    WHERE grantee = ? AND table_schema = DATABASE()""", grantee));
            rights.addAll(rights(
                    "SELECT privilege_type, '" + Right.SCHEMA + "' FROM information_schema.schema_privileges"
                            + " WHERE grantee = ? AND table_schema = DATABASE()",
                    grantee));
            // USAGE is what both call having no right at all.
            rights.addAll(rights(
                    "SELECT privilege_type, '" + Right.EVERYWHERE + "' FROM information_schema.user_privileges"
                            + " WHERE grantee = ? AND privilege_type <> 'USAGE'",
                    grantee));
            return rights;
        }

        private List<Right> rights(String query, String grantee) throws SQLException {
            List<Right> rights = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, grantee);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rights.add(new Right(rows.getString(1), rows.getString(2)));
                    }
                }
            }
            return rights;
        }

        /** The driver puts the parameters in, quoted: the servers take none in statements about users. */
        void run(String sql, String... parameters) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                statement.execute();
            }
        }
    }
}
