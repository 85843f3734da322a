package dev.souk.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.deployment.LambdaFunction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of one function, made as {@code make package-aot} makes all of them, and run as Lambda would run it. */
class BundleTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));

    @TempDir
    private static Path folder;

    private static Market market;
    private static List<Subject> events;
    private static Bundler bundler;
    private static Path zip;

    @TempDir
    private Path elsewhere;

    @BeforeAll
    static void bundleUsers() {
        market = new Market(folder.resolve("market"), Path.of(System.getProperty("souk.cache")));
        events = market.training().stream()
                .filter(subject -> subject.handler().equals(LambdaFunction.USERS.handler()))
                .toList();
        bundler = new Bundler(CHECKOUT, folder.resolve("work"));
        Bundle bundle = bundler.make("users", events);
        bundle.checkSize("users");
        zip = folder.resolve("users.zip");
        bundle.zipTo(zip);
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void unpacked_at_another_place_it_answers_with_a_cache_that_has_to_be_used() {
        bundler.prove(Bundle.unzipped(zip, elsewhere), "users", events);
    }

    @Test
    void the_cache_knows_TLS_which_the_database_wants_in_the_cloud() throws IOException {
        // A class that only a handshake loads.
        String cache = Files.readString(Bundle.unzipped(zip, elsewhere).cache(), StandardCharsets.ISO_8859_1);
        assertThat(cache.contains("sun/security/ssl/Finished$T13FinishedConsumer"))
                .isTrue();
    }

    @Test
    void a_jar_that_was_changed_since_is_found_out() throws IOException {
        Bundle bundle = Bundle.unzipped(zip, elsewhere);
        Files.setLastModifiedTime(bundle.jar(), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
        assertThatThrownBy(() -> bundler.prove(bundle, "users", events)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_cache_that_is_not_there_is_found_out() throws IOException {
        Bundle bundle = Bundle.unzipped(zip, elsewhere);
        Files.delete(bundle.cache());
        assertThatThrownBy(() -> bundler.prove(bundle, "users", events)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void programs_stay_programs_and_there_are_no_links() throws IOException {
        Bundle bundle = Bundle.unzipped(zip, elsewhere);
        assertThat(bundle.bootstrap()).isExecutable();
        assertThat(bundle.runtime().resolve("bin/java")).isExecutable();
        assertThat(Files.isExecutable(bundle.jar())).isFalse();
        try (Stream<Path> all = Files.walk(elsewhere)) {
            assertThat(all.filter(Files::isSymbolicLink)).isEmpty();
        }
    }

    @Test
    void the_same_files_make_the_same_zip() {
        Path again = elsewhere.resolve("again.zip");
        Bundle.unzipped(zip, elsewhere.resolve("task")).zipTo(again);
        assertThat(again).hasSameBinaryContentAs(zip);
    }

    @Test
    void what_is_too_large_for_Lambda_is_told() throws IOException {
        Bundle bundle = new Bundle(elsewhere);
        try (RandomAccessFile file = new RandomAccessFile(bundle.jar().toFile(), "rw")) {
            file.setLength(Bundle.MOST_BYTES);
            bundle.checkSize("users");
            file.setLength(Bundle.MOST_BYTES + 1);
        }
        assertThatThrownBy(() -> bundle.checkSize("users"))
                .hasMessageContaining("users")
                .hasMessageContaining("262144001");
    }
}
