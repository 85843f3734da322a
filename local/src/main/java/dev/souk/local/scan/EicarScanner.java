package dev.souk.local.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Stands in for a scanner where there is none: it knows one signature, that of the file that all scanners are tested with (eicar.org). */
public final class EicarScanner implements FileScanner {
    /** Backwards, so that no scanner takes this program for it. */
    private static final byte[] SIGNATURE = new StringBuilder(
                    "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X")
            .reverse()
            .toString()
            .getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK = 64 * 1024;

    @Override
    public Finding scan(InputStream bytes) throws IOException {
        // The end of a chunk is looked at again with the next one: the signature may lie across.
        int overlap = SIGNATURE.length - 1;
        byte[] window = new byte[overlap + CHUNK];
        int kept = 0;
        while (true) {
            int read = bytes.readNBytes(window, kept, CHUNK);
            int length = kept + read;
            if (contains(window, length)) {
                return new Finding(Status.THREATS_FOUND, Optional.of("EICAR-Test-File"));
            }
            if (read < CHUNK) {
                return Finding.of(Status.NO_THREATS_FOUND);
            }
            System.arraycopy(window, length - overlap, window, 0, overlap);
            kept = overlap;
        }
    }

    private static boolean contains(byte[] window, int length) {
        for (int from = 0; from + SIGNATURE.length <= length; from++) {
            if (window[from] == SIGNATURE[0]
                    && Arrays.equals(window, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String described() {
        return "a stand-in that knows the EICAR test file and no malware: run ClamAV's daemon for more";
    }
}
