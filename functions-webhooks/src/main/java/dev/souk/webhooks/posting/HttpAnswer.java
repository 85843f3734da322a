package dev.souk.webhooks.posting;

import dev.souk.webhooks.Attempt;
import dev.souk.webhooks.posting.Answer.Answered;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads as much of an answer in HTTP/1.1 as is wanted of it: the status, and how the body begins (RFC 9112). */
final class HttpAnswer {
    private static final int LONGEST_HEAD = 32 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int MOST_INTERIM = 5;
    /** More bytes than characters are kept, and room for the sizes of chunks. */
    private static final int MOST_BODY = 4 * Attempt.LONGEST_RESPONSE + 1024;

    /** The status is all that matters: nobody waits long for what comes after it. */
    private static final int BODY_MILLIS = 1_000;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private int left = LONGEST_HEAD;
    private boolean chunked;
    private int length = MOST_BODY;

    private HttpAnswer(InputStream in) {
        this.in = in;
    }

    /** What answers does not speak HTTP. */
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttp(String what) {
            super(what);
        }
    }

    /** @throws NotHttp when it is none */
    static Answered read(Socket socket) throws IOException {
        HttpAnswer answer = new HttpAnswer(new BufferedInputStream(socket.getInputStream()));
        int status = answer.head();
        for (int i = 0; i < MOST_INTERIM && status < 200; i++) {
            status = answer.head();
        }
        if (status < 200) {
            throw new NotHttp("no end of interim answers");
        }
        socket.setSoTimeout(BODY_MILLIS);
        return new Answered(status, status == NO_CONTENT ? "" : answer.body());
    }

    private int head() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new NotHttp("no status line");
        }
        int status = Integer.parseInt(line.substring(9, 12));
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            }
            if (lower.matches("content-length:\\s*[0-9]{1,4}\\s*")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw left == LONGEST_HEAD && line.isEmpty()
                        ? new IOException("closed before an answer")
                        : new NotHttp("ended in its head");
            }
            if (--left < 0) {
                throw new NotHttp("a head of more than " + LONGEST_HEAD + " bytes");
            }
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append((char) c);
        }
    }

    /** What can be had of it at once; whatever goes wrong here, there was an answer. */
    private String body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            int most = chunked ? MOST_BODY : Math.min(length, MOST_BODY);
            while (bytes.size() < most && !(chunked && isWhole(bytes))) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                bytes.write(next);
            }
        } catch (IOException _) {
            // Then this is all of it.
        }
        byte[] raw = bytes.toByteArray();
        return text(chunked ? withoutSizes(raw) : raw);
    }

    /** Whether the last chunk is there, with nothing after it: some keep a connection open that they were asked to close. */
    private static boolean isWhole(ByteArrayOutputStream chunks) {
        byte[] all = chunks.toByteArray();
        return all.length >= LAST_CHUNK.length
                && Arrays.equals(all, all.length - LAST_CHUNK.length, all.length, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    /** The contents of chunks, as far as they can be told apart. */
    private static byte[] withoutSizes(byte[] raw) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        int at = 0;
        while (at < raw.length) {
            int end = at;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            String size = new String(raw, at, end - at, StandardCharsets.US_ASCII).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,6}") || Integer.parseInt(size, 16) == 0) {
                break;
            }
            int from = Math.min(end + 1, raw.length);
            int length = Math.min(Integer.parseInt(size, 16), raw.length - from);
            contents.write(raw, from, length);
            at = from + length + 2;
        }
        return contents.toByteArray();
    }

    /** Text that can be kept and shown: without what controls a terminal or a page, cut between characters. */
    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c)
                .limit(Attempt.LONGEST_RESPONSE)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
