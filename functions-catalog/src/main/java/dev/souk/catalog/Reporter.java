package dev.souk.catalog;

import dev.souk.model.UserId;
import java.util.Optional;

/**
 * Who reports something.
 *
 * @param key the same for the same account, or for the same network address of those without one; nobody can tell from it which
 */
public record Reporter(byte[] key, Optional<UserId> user) {
    public Reporter {
        key = key.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }
}
