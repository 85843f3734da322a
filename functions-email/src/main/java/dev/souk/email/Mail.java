package dev.souk.email;

import dev.souk.model.EmailAddress;
import java.util.UUID;

/**
 * A letter and where it goes.
 *
 * @param id the message's, from which its Message-ID is made: copies of one mail can be told by it
 */
public record Mail(UUID id, EmailAddress to, Letter letter) {}
