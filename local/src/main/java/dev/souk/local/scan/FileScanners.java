package dev.souk.local.scan;

import dev.souk.lambda.config.Environment;
import java.util.Optional;

/** Which scanner there is. */
public final class FileScanners {
    private FileScanners() {}

    /**
     * ClamAV's daemon at {@code CLAMD_ADDRESS}, or where it usually is, or the stand-in.
     *
     * @throws IllegalStateException when {@code CLAMD_ADDRESS} leads to nobody
     */
    public static FileScanner found(Environment environment) {
        Optional<String> address = environment.find("CLAMD_ADDRESS");
        if (address.isEmpty()) {
            return ClamdScanner.usual().<FileScanner>map(clamd -> clamd).orElseGet(EicarScanner::new);
        }
        ClamdScanner clamd = ClamdScanner.at(address.get());
        if (!clamd.answers()) {
            throw new IllegalStateException("No ClamAV answers at CLAMD_ADDRESS=" + address.get()
                    + ": start clamd there, or leave the variable out.");
        }
        return clamd;
    }
}
