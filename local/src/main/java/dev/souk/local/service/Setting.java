package dev.souk.local.service;

import dev.souk.lambda.config.Environment;
import dev.souk.local.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What services are started with.
 *
 * @param environment what the person set; it may name services of theirs
 * @param home where data goes
 * @param cache where unpacked servers lie, shared by runs
 * @param kept whether data outlives the run
 * @param visibility of messages on our queues
 * @param anyPort whether services listen anywhere, rather than at their usual ports
 * @param notices what the person should hear
 */
public record Setting(
        Environment environment,
        Home home,
        Path cache,
        boolean kept,
        Duration visibility,
        boolean anyPort,
        List<String> notices) {

    public Setting(Environment environment, Home home, Path cache, boolean kept, Duration visibility, boolean anyPort) {
        this(environment, home, cache, kept, visibility, anyPort, new CopyOnWriteArrayList<>());
    }

    /** Where to try to listen: where we did last time, else at the usual port. */
    int preferredPort(Port service) {
        return anyPort ? 0 : home.lastPort(service.key()).orElse(service.usual());
    }

    /** To be called with the port that it became. */
    void listensAt(Port service, int port) {
        int wanted = preferredPort(service);
        if (wanted != 0 && port != wanted) {
            notices.add("Port " + wanted + " is taken: " + service.described() + " is at " + port + "."
                    + (service.consequence().isEmpty() ? "" : " " + service.consequence()));
        }
        if (!anyPort) {
            home.rememberPort(service.key(), port);
        }
    }

    boolean isSet(String variable) {
        return environment.find(variable).isPresent();
    }
}
