package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a deployment is under way, and after one that was rolled back, functions of the release before work on the tables of the next one.
 * So a migration adds and does not take away. What nobody reads any more may go in a later release, when the statement says so:
 * {@code -- contract: <who stopped reading it, and in which version>}.
 */
class OldFunctionsGoOnTest {
    private static final Path MIGRATIONS = Path.of(System.getProperty("souk.checkout", ".."))
            .resolve("schema/src/main/resources/dev/souk/schema/migrations");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\b(drop\\s+(table|column|view|trigger|function|procedure|database)|rename|modify|change(\\s+column)?\\s+\\w+\\s+\\w+|truncate)\\b");
    /** Who does not know a column inserts no value for it. */
    private static final Pattern NEW_COLUMN = Pattern.compile(
            "\\badd\\s+(?:column\\s+)?((?!key|unique|index|constraint|primary|fulltext|check|foreign)\\w+ [^,]*)");

    private static final Pattern HAS_A_VALUE = Pattern.compile("\\b(default|generated|auto_increment)\\b");

    private static final Pattern CONTRACT = Pattern.compile("(?m)^-- contract: \\S.{10,}$");

    @Test
    void every_migration_leaves_the_functions_before_it_what_they_use() throws IOException {
        List<String> offending = new ArrayList<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                offences(Files.readString(file, StandardCharsets.UTF_8))
                        .forEach(statement -> offending.add(file.getFileName() + ": " + statement));
            }
        }
        assertThat(offending).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE orders",
                "ALTER TABLE orders DROP COLUMN email",
                "ALTER TABLE orders RENAME COLUMN email TO address",
                "ALTER TABLE orders MODIFY email VARCHAR(10) NOT NULL",
                "ALTER TABLE orders CHANGE email address VARCHAR(320)",
                "DROP VIEW offers",
                "ALTER TABLE orders ADD COLUMN colour VARCHAR(9) NOT NULL",
                "ALTER TABLE orders ADD COLUMN shade INT NOT NULL DEFAULT 0, ADD COLUMN colour VARCHAR(9) CHARACTER SET ascii NOT NULL",
            })
    void it_would_see(String statement) {
        assertThat(offences("-- Why.\n" + statement + ";")).hasSize(1);
        assertThat(offences("-- contract: nobody reads it since 1.4.0\n" + statement + ";"))
                .isEmpty();
        assertThat(offences("-- contract:\n" + statement + ";"))
                .as("without a reason")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN colour VARCHAR(9) NULL",
                "ALTER TABLE orders ADD COLUMN colour VARCHAR(9) NOT NULL DEFAULT 'red'",
                "ALTER TABLE orders ADD KEY orders_by_colour (colour)",
                "CREATE TABLE colours (id INT NOT NULL)",
                "CREATE OR REPLACE VIEW offers AS SELECT id FROM products",
            })
    void it_lets_pass(String statement) {
        assertThat(offences(statement + ";")).isEmpty();
    }

    private static List<String> offences(String migration) {
        return Arrays.stream(migration.split(";"))
                .filter(statement -> !CONTRACT.matcher(statement).find())
                .map(statement -> statement
                        .replaceAll("(?m)--.*$", " ")
                        .replaceAll("\\s+", " ")
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .filter(statement -> TAKES_AWAY.matcher(statement).find()
                        || (statement.startsWith("alter") && asksForMore(statement)))
                .toList();
    }

    private static boolean asksForMore(String statement) {
        return NEW_COLUMN
                .matcher(statement)
                .results()
                .map(column -> column.group(1))
                .anyMatch(column -> column.contains("not null")
                        && !HAS_A_VALUE.matcher(column).find());
    }
}
