package dev.souk.lambda.aws;

import dev.souk.lambda.config.Secret;
import java.util.Optional;

/** Secrets by name, while running. For what runs at a deployment: a function that serves has its secrets in its environment. */
public interface SecretStore {
    /**
     * The newest value.
     *
     * @param name or ARN; empty when there is none of that name, or when it has no value yet
     * @throws SecretStoreFailed when we may not read it, or the store is not there
     */
    Optional<Secret> find(String name);

    /**
     * Gives a secret that is there a new value.
     *
     * @throws SecretStoreFailed when we may not, or it is not there; it has its old value then
     */
    void put(String name, Secret value);
}
