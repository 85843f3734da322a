package dev.souk.embedded.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbTest {
    /** A space in the path, and one unpacked server for all tests of this module. */
    private static final Path CACHE = Path.of("target", "unpacked servers");

    @TempDir
    Path temp;

    @Test
    void it_keeps_its_data_between_runs() throws Exception {
        Path data = temp.resolve("data with a space");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(CACHE, data, 0, Durability.KEPT)) {
            database.createDatabase("shop");
            execute(database, "CREATE TABLE kept (name VARCHAR(20) PRIMARY KEY)");
            execute(database, "INSERT INTO kept VALUES ('ещё здесь 🌍')");
        }
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(CACHE, data, 0, Durability.KEPT)) {
            database.createDatabase("shop");
            assertThat(query(database, "SELECT name FROM shop.kept")).isEqualTo("ещё здесь 🌍");
        }
    }

    @Test
    void it_behaves_as_mysql_does_where_the_two_differ() throws Exception {
        try (EmbeddedMariaDb database = throwAway("like-mysql")) {
            database.createDatabase("shop");
            assertThat(query(database, "SELECT @@innodb_snapshot_isolation")).isEqualTo("0");
            assertThat(query(database, "SELECT @@sql_mode"))
                    .contains("ONLY_FULL_GROUP_BY", "STRICT_TRANS_TABLES", "ERROR_FOR_DIVISION_BY_ZERO");
            assertThat(query(database, "SELECT @@session.time_zone")).isEqualTo("+00:00");
            assertThat(query(database, "SELECT @@global.time_zone")).isEqualTo("+00:00");
            assertThat(query(database, "SELECT @@character_set_connection")).isEqualTo("utf8mb4");
            assertThat(query(database, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SELECT @@max_connections")).isEqualTo("200");
            execute(
                    database,
                    "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(40)) DEFAULT CHARSET = utf8mb4 COLLATE ="
                            + " utf8mb4_0900_ai_ci");
            execute(database, "INSERT INTO t VALUES (1, 'Café 😀')");
            assertThat(query(database, "SELECT COUNT(*) FROM shop.t WHERE name = 'CAFE 😀'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void it_talks_TLS_with_those_who_want_it_when_it_was_told_to() throws Exception {
        try (EmbeddedMariaDb database =
                EmbeddedMariaDb.startWithTls(CACHE, temp.resolve("tls"), 0, Durability.THROWN_AWAY)) {
            assertThat(cipher(database, "REQUIRED")).startsWith("TLS");
            assertThat(cipher(database, "DISABLED")).isEmpty();
        }
        try (EmbeddedMariaDb database = throwAway("without-tls")) {
            assertThat(cipher(database, "DISABLED")).isEmpty();
            assertThatThrownBy(() -> cipher(database, "REQUIRED")).isInstanceOf(SQLException.class);
        }
    }

    /** What a connection is encrypted with; empty when it is not. */
    private static String cipher(EmbeddedMariaDb database, String sslMode) throws SQLException {
        String url = database.jdbcUrl("").replace("sslMode=DISABLED", "sslMode=" + sslMode);
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")) {
            return status.next() ? status.getString("Value") : "";
        }
    }

    @Test
    void closing_leaves_no_process() throws Exception {
        for (Durability durability : Durability.values()) {
            EmbeddedMariaDb database =
                    EmbeddedMariaDb.start(CACHE, temp.resolve("closed-" + durability), 0, durability);
            long pid = database.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
            database.close();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            database.close();
        }
    }

    @Test
    void a_taken_port_moves_on_to_a_free_one() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), 0));
            try (EmbeddedMariaDb database =
                    EmbeddedMariaDb.start(CACHE, temp.resolve("moved"), taken.getLocalPort(), Durability.THROWN_AWAY)) {
                assertThat(database.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(query(database, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void data_that_a_living_souk_has_open_is_refused_in_plain_words() {
        try (EmbeddedMariaDb database = throwAway("in-use")) {
            assertThatThrownBy(() -> throwAway("in-use"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another Souk");
            assertThat(ProcessHandle.of(database.pid())).isPresent();
        }
    }

    @Test
    void the_orphan_of_a_killed_process_is_stopped_and_its_data_is_whole() throws Exception {
        Path data = temp.resolve("orphaned");
        Process owner = ownerOf(data);
        long orphan;
        try {
            String pid = owner.inputReader().readLine();
            assertThat(pid).as("what the owner printed").matches("\\d+");
            orphan = Long.parseLong(pid);
        } finally {
            owner.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(orphan)).as("outlives its owner").isPresent();
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(CACHE, data, 0, Durability.KEPT)) {
            database.createDatabase("shop");
            assertThat(query(database, "SELECT word FROM shop.committed")).isEqualTo("committed before the kill");
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void an_orphan_on_other_data_is_stopped_too_but_never_the_server_of_a_living_owner() throws Exception {
        Process owner = ownerOf(temp.resolve("abandoned"));
        long orphan;
        try {
            orphan = Long.parseLong(owner.inputReader().readLine());
        } finally {
            owner.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        try (EmbeddedMariaDb living = throwAway("living");
                EmbeddedMariaDb next = throwAway("next")) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(query(living, "SELECT 1")).isEqualTo("1");
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void two_processes_that_unpack_at_once_get_the_same_whole_server() throws Exception {
        Path fresh = temp.resolve("fresh cache");
        Process one = OwnerProcess.launch(fresh, temp.resolve("one"));
        Process two = OwnerProcess.launch(fresh, temp.resolve("two"));
        try {
            assertThat(one.inputReader().readLine()).matches("\\d+");
            assertThat(two.inputReader().readLine()).matches("\\d+");
        } finally {
            close(one);
            close(two);
        }
        try (var entries = Files.list(fresh)) {
            assertThat(entries.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("mariadb-11.4.5", "mariadb-11.4.5.lock");
        }
    }

    @Test
    void killed_in_the_middle_of_writes_it_is_back_at_the_same_port_with_all_that_was_committed() throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(CACHE, temp.resolve("killed"), 0, Durability.KEPT)) {
            database.createDatabase("shop");
            execute(database, "CREATE TABLE kept (number INT PRIMARY KEY)");
            long before = database.pid();
            int port = database.port();
            AtomicInteger committed = new AtomicInteger();
            Thread writer = Thread.ofVirtual().start(() -> committed.set(insertUntilCutOff(database)));
            Thread.sleep(300);

            database.killAndRestart(Duration.ofMillis(100));

            writer.join();
            assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(database.port()).isEqualTo(port);
            assertThat(committed.get()).isPositive();
            // The last one may have been committed without a word of it.
            assertThat(query(database, "SELECT COUNT(*) FROM shop.kept"))
                    .isIn(String.valueOf(committed.get()), String.valueOf(committed.get() + 1));
        }
    }

    @Test
    void what_is_not_kept_cannot_be_killed_and_restarted() {
        try (EmbeddedMariaDb database = throwAway("not-kept")) {
            assertThatThrownBy(() -> database.killAndRestart(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** How many inserts were said to be committed. */
    private static int insertUntilCutOff(EmbeddedMariaDb database) {
        int committed = 0;
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl("shop"), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            while (true) {
                statement.execute("INSERT INTO kept VALUES (" + committed + ")");
                committed++;
            }
        } catch (SQLException cutOff) {
            return committed;
        }
    }

    @Test
    void a_database_name_cannot_carry_sql() {
        try (EmbeddedMariaDb database = throwAway("names")) {
            assertThatThrownBy(() -> database.createDatabase("a` ; DROP DATABASE mysql"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private EmbeddedMariaDb throwAway(String name) {
        return EmbeddedMariaDb.start(CACHE, temp.resolve(name), 0, Durability.THROWN_AWAY);
    }

    private static Process ownerOf(Path data) throws IOException {
        return OwnerProcess.launch(CACHE, data);
    }

    /** An owner closes its database and ends when its input does. */
    private static void close(Process owner) throws Exception {
        owner.getOutputStream().close();
        assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(owner.exitValue()).isZero();
    }

    private static void execute(EmbeddedMariaDb database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl("shop"), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedMariaDb database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(""), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }
}
