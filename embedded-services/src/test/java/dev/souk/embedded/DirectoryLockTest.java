package dev.souk.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    private static final String OTHER = """
            import java.nio.channels.FileChannel;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;

            class Other {
                public static void main(String[] arguments) throws Exception {
                    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                        System.out.print(channel.tryLock() == null ? "held" : "free");
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void who_asks_for_what_this_process_holds_does_not_take_it_away() throws Exception {
        Path directory = folder.resolve("data");
        try (DirectoryLock _ = DirectoryLock.tryFor(directory).orElseThrow()) {
            assertThat(DirectoryLock.tryFor(directory)).isEmpty();

            assertThat(asSeenByAnother(directory)).isEqualTo("held");
        }
        assertThat(asSeenByAnother(directory)).isEqualTo("free");
        DirectoryLock.tryFor(directory).orElseThrow().close();
    }

    private String asSeenByAnother(Path directory) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Other.java"), OTHER);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        source.toString(),
                        DirectoryLock.fileFor(directory).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
