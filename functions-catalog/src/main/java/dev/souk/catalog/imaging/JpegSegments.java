package dev.souk.catalog.imaging;

import dev.souk.catalog.ImageType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** JPEG, of which the tables, the frame and its scans are kept, and Adobe's word on what its colours are. EXIF is asked for the orientation alone. */
final class JpegSegments {
    private static final int MARK = 0xff;
    private static final int BEGIN = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    /** Progressive ones have ten. Each is gone through for all pixels, however short it is. */
    private static final int MOST_SCANS = 100;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final ByteArrayOutputStream kept;
    private int width;
    private int height;
    private int scans;
    private int orientation = 1;

    private JpegSegments(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
        this.kept = new ByteArrayOutputStream(bytes.length);
    }

    static Essence essence(byte[] bytes) throws UnusableImage {
        JpegSegments segments = new JpegSegments(bytes);
        segments.walk();
        return new Essence(
                ImageType.JPEG, segments.kept.toByteArray(), segments.width, segments.height, segments.orientation);
    }

    private void walk() throws UnusableImage {
        kept.write(MARK);
        kept.write(BEGIN);
        int at = 2;
        while (true) {
            if (at(at) != MARK) {
                throw UnusableImage.unreadable("has something between its segments");
            }
            int marker = at(at + 1);
            if (marker == MARK) {
                at++;
            } else if (marker == END) {
                if (scans == 0) {
                    throw UnusableImage.unreadable("has no pixels");
                }
                kept.write(MARK);
                kept.write(END);
                return;
            } else {
                at = segment(at, marker);
            }
        }
    }

    /** Where the next one begins. */
    private int segment(int at, int marker) throws UnusableImage {
        int length = in.getShort(at + 2) & 0xffff;
        int end = at + 2 + length;
        if (length < 2 || end > bytes.length) {
            throw UnusableImage.unreadable("ends within a segment");
        }
        if (marker == EXIF && orientation == 1) {
            orientation =
                    Exif.orientation(ByteBuffer.wrap(bytes, at + 4, length - 2).slice());
        }
        if (isFrame(marker)) {
            frame(at, marker);
        }
        if (marker == SCAN) {
            end = afterScan(end);
        }
        if (isKept(at, marker, length)) {
            kept.write(bytes, at, end - at);
        }
        return end;
    }

    private void frame(int at, int marker) throws UnusableImage {
        // Baseline, extended and progressive, by Huffman's code: what decoders take.
        if (marker > 0xc2 || at(at + 4) != 8 || width > 0) {
            throw UnusableImage.unreadable("is of a kind that nobody makes");
        }
        height = in.getShort(at + 5) & 0xffff;
        width = in.getShort(at + 7) & 0xffff;
    }

    /** Pixels go on until a mark that is neither a restart nor the byte that stands for a mark. */
    private int afterScan(int from) throws UnusableImage {
        scans++;
        if (width == 0 || scans > MOST_SCANS) {
            throw UnusableImage.unreadable("has scans before its frame, or too many");
        }
        int at = from;
        while (true) {
            if (at(at) == MARK) {
                int next = at(at + 1);
                if (next != 0 && !(next >= 0xd0 && next <= 0xd7)) {
                    return at;
                }
            }
            at++;
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private boolean isKept(int at, int marker, int length) {
        if (marker == ADOBE) {
            return length >= 14 && new String(bytes, at + 4, 5, StandardCharsets.ISO_8859_1).equals("Adobe");
        }
        boolean isTable = marker == 0xc4 || marker == 0xdb || marker == 0xdd;
        return isTable || isFrame(marker) || marker == SCAN;
    }

    private int at(int index) {
        return bytes[index] & 0xff;
    }
}
