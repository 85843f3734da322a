package dev.souk.api;

import java.util.List;

/** {@code openapi.yaml} cannot be used; the message says in a sentence each what has to be mended. */
final class BrokenContract extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BrokenContract(List<String> mistakes) {
        super("openapi.yaml cannot be used:\n  - " + String.join("\n  - ", mistakes));
    }
}
