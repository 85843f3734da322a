package dev.souk.benchmark.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, for one function. Starts a market and functions in processes of their own. */
@Tag("isolated")
class ProfileColdStartTest {
    @TempDir
    Path folder;

    @Test
    void says_of_a_function_where_its_time_goes() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ProfileColdStart.run(
                Path.of(System.getProperty("souk.checkout")),
                Path.of(System.getProperty("souk.cache")),
                folder,
                List.of("users"),
                List.of(Variant.PLAIN, Variant.AOT),
                1,
                new PrintStream(written, true, StandardCharsets.UTF_8));
        String said = written.toString(StandardCharsets.UTF_8);
        for (Variant variant : List.of(Variant.PLAIN, Variant.AOT)) {
            String table = said.substring(said.indexOf(variant.title()));
            for (Part part :
                    List.of(Part.BEFORE_MAIN, Part.CLIENT, Part.OPTIONS, Part.CONNECT, Part.QUERIES, Part.OURS)) {
                assertThat(table).containsPattern("\\| " + part.title() + " \\| [1-9]\\d* % \\|");
            }
            assertThat(table).containsPattern("\\| classes from an archive \\| [1-9]\\d+ \\|");
        }
        assertThat(said).doesNotContain(Part.OTHER.title());
        assertThat(folder.resolve("aot-users-0.txt")).isNotEmptyFile();
    }
}
