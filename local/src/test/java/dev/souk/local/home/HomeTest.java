package dev.souk.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private final Path folder;

    HomeTest(@TempDir Path folder) {
        this.folder = folder.resolve("with a space");
    }

    @Test
    void a_second_run_is_told_where_the_first_one_is() {
        try (Home first = Home.take(folder)) {
            first.announce(URI.create("http://127.0.0.1:8081"));

            assertThatThrownBy(() -> Home.take(folder))
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining("http://127.0.0.1:8081")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void a_folder_that_was_left_can_be_taken_again() {
        Home.take(folder).close();
        Home.take(folder).close();
    }

    @Test
    void what_a_run_said_that_crashed_is_not_believed() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("souk.lock"), "");
        Files.writeString(folder.resolve("run.properties"), "pid=1\nurl=http\\://127.0.0.1\\:1\n");

        Home.take(folder).close();

        assertThat(folder.resolve("run.properties")).doesNotExist();
    }

    @Test
    void a_secret_is_made_up_once_and_kept_from_others() throws IOException {
        String made;
        try (Home home = Home.take(folder)) {
            made = home.secret("souk_secret").reveal();
            assertThat(home.secret("other").reveal()).isNotEqualTo(made);
        }
        try (Home home = Home.take(folder)) {
            assertThat(home.secret("souk_secret").reveal()).isEqualTo(made).hasSizeGreaterThanOrEqualTo(64);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void ports_are_remembered() {
        try (Home home = Home.take(folder)) {
            assertThat(home.lastPort("issuer")).isEqualTo(OptionalInt.empty());
            home.rememberPort("issuer", 8093);
        }
        try (Home home = Home.take(folder)) {
            assertThat(home.lastPort("issuer")).isEqualTo(OptionalInt.of(8093));
        }
    }
}
