package dev.souk.localstack;

import dev.souk.lambda.config.Environment;
import java.util.Optional;

/**
 * How functions on LocalStack get to what listens on this machine. A function that is a process of this machine finds it where it is; one
 * in a container knows this machine by another name, and comes to another address of it.
 *
 * @param host this machine, as functions call it
 * @param relay the address that they come to when they do, which we have to listen at; empty where they come to 127.0.0.1
 */
record Reach(String host, Optional<String> relay) {
    /** Functions are processes here. */
    static final Reach SAME_MACHINE = new Reach("127.0.0.1", Optional.empty());

    /** Reads {@code FUNCTIONS_CALL_US} ({@code host.docker.internal}) and {@code RELAY_ADDRESS} ({@code 172.17.0.1}). */
    static Reach from(Environment environment) {
        return environment
                .find("FUNCTIONS_CALL_US")
                .map(host -> new Reach(host, environment.find("RELAY_ADDRESS")))
                .orElse(SAME_MACHINE);
    }

    /** What a function has to call to get to {@code url}, which is at 127.0.0.1. */
    String url(String url) {
        return url.replace("//127.0.0.1:", "//" + host + ":");
    }

    /** Lets functions come to a port of 127.0.0.1. */
    Optional<Relay> open(int port) {
        return relay.map(address -> Relay.between(address, port));
    }
}
