package dev.souk.catalog.scan;

/** The scanner could not do its work. The file stays in quarantine, and the message goes to the dead letters, where people see it. */
public final class ScanFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScanFailed(String key, ScanResult.Status status) {
        super("the scan of " + key + " ended with " + status);
    }
}
