package dev.souk.users.token;

import dev.souk.users.AccessToken;

/** What making a token can end in. */
public sealed interface MakeTokenOutcome {
    /** @param secret what a program calls with; never to be had again */
    record Made(AccessToken token, String secret) implements MakeTokenOutcome {
        /** Without the secret, wherever it may be written. */
        @Override
        public String toString() {
            return "Made[" + token.id() + "]";
        }
    }

    /** There are as many as there can be: one has to go first. */
    record TooMany() implements MakeTokenOutcome {}
}
