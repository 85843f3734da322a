package dev.souk.local.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.config.Environment;
import dev.souk.local.scan.FileScanner.Finding;
import dev.souk.local.scan.FileScanner.Status;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stand-in, and how ClamAV's daemon is spoken to: its side of the conversation is written out here, by clamd(8). */
class FileScannerTest {
    private static final byte[] SIGNATURE = new StringBuilder(
                    "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X")
            .reverse()
            .toString()
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void the_stand_in_finds_the_test_file_wherever_it_lies_and_nothing_else() throws IOException {
        EicarScanner scanner = new EicarScanner();
        for (int before : new int[] {0, 1, 65_535, 65_536 - 30, 65_536, 131_072 - 1, 200_000}) {
            byte[] bytes = new byte[before + SIGNATURE.length + 5];
            System.arraycopy(SIGNATURE, 0, bytes, before, SIGNATURE.length);
            assertThat(scanner.scan(new ByteArrayInputStream(bytes)).status())
                    .as("after " + before)
                    .isEqualTo(Status.THREATS_FOUND);
        }
        byte[] almost = Arrays.copyOf(SIGNATURE, SIGNATURE.length - 1);
        for (byte[] harmless : new byte[][] {{}, almost, new byte[300_000]}) {
            assertThat(scanner.scan(new ByteArrayInputStream(harmless)).status())
                    .isEqualTo(Status.NO_THREATS_FOUND);
        }
        assertThat(scanner.described()).contains("stand-in");
    }

    @Test
    void clamd_is_sent_the_file_in_chunks_and_believed() throws Exception {
        byte[] file = new byte[150_000];
        Arrays.fill(file, (byte) 7);
        assertThat(scanned(file, "stream: OK\0")).isEqualTo(Finding.of(Status.NO_THREATS_FOUND));
        assertThat(scanned(file, "stream: Win.Test.EICAR_HDB-1 FOUND\0"))
                .isEqualTo(new Finding(Status.THREATS_FOUND, Optional.of("Win.Test.EICAR_HDB-1")));
        assertThat(scanned(file, "INSTREAM size limit exceeded. ERROR\0").status())
                .isEqualTo(Status.UNSUPPORTED);
        assertThat(scanned(file, "stream: Can't allocate memory ERROR\0").status())
                .isEqualTo(Status.FAILED);
        assertThat(scanned(file, "").status()).as("it hung up").isEqualTo(Status.FAILED);
    }

    @Test
    void a_daemon_that_is_asked_for_has_to_be_there() {
        assertThatThrownBy(() -> FileScanners.found(Environment.of(Map.of("CLAMD_ADDRESS", "127.0.0.1:1"))))
                .hasMessageContaining("CLAMD_ADDRESS=127.0.0.1:1");
        assertThatThrownBy(() -> FileScanners.found(Environment.of(Map.of("CLAMD_ADDRESS", "somewhere"))))
                .hasMessageContaining("neither a socket's file nor host:port");
    }

    /** What a daemon that answers so makes of a file; it looks whether it got all of it. */
    private static Finding scanned(byte[] file, String answer) throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread daemon = Thread.ofVirtual().start(() -> serve(door, file, answer));
            Finding finding =
                    ClamdScanner.at("127.0.0.1:" + door.getLocalPort()).scan(new ByteArrayInputStream(file));
            daemon.join();
            return finding;
        }
    }

    private static void serve(ServerSocket door, byte[] file, String answer) {
        try (Socket guest = door.accept()) {
            DataInputStream in = new DataInputStream(guest.getInputStream());
            assertThat(new String(in.readNBytes("zINSTREAM\0".length()), StandardCharsets.US_ASCII))
                    .isEqualTo("zINSTREAM\0");
            int received = 0;
            for (int chunk = in.readInt(); chunk > 0; chunk = in.readInt()) {
                received += in.readNBytes(chunk).length;
            }
            guest.getOutputStream()
                    .write((received == file.length ? answer : "stream: OK, but not all of it\0")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
