package dev.souk.local.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Looks for malware. Safe for use by many threads. */
public interface FileScanner {
    /** What a scan found, and by which name. */
    record Finding(Status status, Optional<String> threat) {
        static Finding of(Status status) {
            return new Finding(status, Optional.empty());
        }
    }

    /** As GuardDuty calls them. */
    enum Status {
        NO_THREATS_FOUND,
        THREATS_FOUND,
        UNSUPPORTED,
        FAILED
    }

    /** @throws IOException when the bytes cannot be read, or the scanner does not answer */
    Finding scan(InputStream bytes) throws IOException;

    /** What it is, for people. */
    String described();
}
