package dev.souk.infra.data;

import java.util.Optional;

/** A database that these stacks make. Each module has an account of its own there; the admin's is for the function of migrations and for people. */
interface OwnDatabase extends Database {
    /** Where it listens, inside the network. */
    String host();

    @Override
    default String url() {
        return DatabaseServer.url(host());
    }

    @Override
    default Optional<Login> loginOfAll() {
        return Optional.empty();
    }
}
