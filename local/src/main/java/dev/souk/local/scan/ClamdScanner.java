package dev.souk.local.scan;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** ClamAV's daemon, by the commands of clamd(8): {@code PING} and {@code INSTREAM}. */
public final class ClamdScanner implements FileScanner {
    private static final List<Path> USUAL = List.of(
            Path.of("/run/clamav/clamd.ctl"),
            Path.of("/var/run/clamav/clamd.ctl"),
            Path.of("/run/clamd.scan/clamd.sock"),
            Path.of("/opt/homebrew/var/run/clamav/clamd.sock"));

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4 * 1024;

    private final SocketAddress address;
    private final String where;

    private ClamdScanner(SocketAddress address, String where) {
        this.address = address;
        this.where = where;
    }

    /**
     * The daemon at {@code where}, a socket's file or {@code host:port}.
     *
     * @throws IllegalArgumentException when that is neither
     */
    public static ClamdScanner at(String where) {
        if (where.startsWith("/")) {
            return new ClamdScanner(UnixDomainSocketAddress.of(where), where);
        }
        int colon = where.lastIndexOf(':');
        if (colon < 1 || !where.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("CLAMD_ADDRESS is neither a socket's file nor host:port: " + where);
        }
        return new ClamdScanner(
                new InetSocketAddress(where.substring(0, colon), Integer.parseInt(where.substring(colon + 1))), where);
    }

    /** The one that runs where packages put it, if one does and answers. */
    public static Optional<ClamdScanner> usual() {
        return USUAL.stream()
                .filter(Files::exists)
                .map(path -> at(path.toString()))
                .filter(ClamdScanner::answers)
                .findFirst();
    }

    /** Whether it is there. */
    public boolean answers() {
        try (SocketChannel channel = SocketChannel.open(address)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(channel).equals("PONG");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Finding scan(InputStream bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return finding(sent(channel, bytes));
        }
    }

    /** The answer. When it has read enough, it answers and hangs up, whatever is still to come. */
    private static String sent(SocketChannel channel, InputStream bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
        byte[] chunk = new byte[CHUNK];
        try {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int read = bytes.readNBytes(chunk, 0, CHUNK); read > 0; read = bytes.readNBytes(chunk, 0, CHUNK)) {
                out.writeInt(read);
                out.write(chunk, 0, read);
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            String early = answer(channel);
            if (early.isEmpty()) {
                throw e;
            }
            return early;
        }
        return answer(channel);
    }

    private static String answer(SocketChannel channel) throws IOException {
        String text = new String(Channels.newInputStream(channel).readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** {@code stream: OK}, {@code stream: <name> FOUND}, {@code INSTREAM size limit exceeded. ERROR}, {@code … ERROR}. */
    private static Finding finding(String answer) {
        if (answer.endsWith(" FOUND")) {
            String name = answer.substring(answer.indexOf(' ') + 1, answer.length() - " FOUND".length());
            return new Finding(Status.THREATS_FOUND, Optional.of(name));
        }
        if (answer.endsWith(": OK")) {
            return Finding.of(Status.NO_THREATS_FOUND);
        }
        return Finding.of(answer.contains("size limit exceeded") ? Status.UNSUPPORTED : Status.FAILED);
    }

    @Override
    public String described() {
        return "ClamAV's daemon at " + where;
    }
}
