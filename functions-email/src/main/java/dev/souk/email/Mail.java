package dev.souk.email;

import dev.souk.model.EmailAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter and where it goes.
 *
 * @param id the message's, from which its Message-ID is made: copies of one mail can be told by it
 * @param unsubscribe how to get no more of its kind; empty for what concerns an order or an account
 */
public record Mail(UUID id, EmailAddress to, Letter letter, Optional<Unsubscribe> unsubscribe) {
    public Mail(UUID id, EmailAddress to, Letter letter) {
        this(id, to, letter, Optional.empty());
    }
}
