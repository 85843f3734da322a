package dev.souk.webhooks;

import org.jspecify.annotations.Nullable;

/** A secret as it lies in the database, for {@link SecretSeal} to open. */
public record SealedSecret(byte[] bytes) {
    public SealedSecret {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealedSecret same && java.util.Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "[sealed]";
    }
}
