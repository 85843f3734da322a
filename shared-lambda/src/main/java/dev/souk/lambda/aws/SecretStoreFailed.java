package dev.souk.lambda.aws;

import java.io.IOException;

/** Secrets could not be read or written. The message says which and how it was refused, and never a value. */
public final class SecretStoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SecretStoreFailed(String name, String code) {
        super("AWS Secrets Manager says " + code + " of the secret " + name);
    }

    SecretStoreFailed(String name, IOException cause) {
        super("AWS Secrets Manager cannot be reached for the secret " + name, cause);
    }
}
