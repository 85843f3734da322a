package dev.souk.catalog.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** EXIF, as far as it says how a picture is to be turned. */
final class Exif {
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /** 1 to 8; 1, as it is, when nothing else is said that can be understood. */
    static int orientation(ByteBuffer segment) {
        try {
            for (byte each : MARK) {
                if (segment.get() != each) {
                    return 1;
                }
            }
            ByteBuffer tiff = segment.slice();
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + ENTRY * i;
                if ((tiff.getShort(at) & 0xffff) == ORIENTATION && tiff.getShort(at + 2) == SHORT) {
                    int value = tiff.getShort(at + 8);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException _) {
            return 1;
        }
    }
}
