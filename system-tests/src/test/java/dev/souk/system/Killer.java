package dev.souk.system;

import dev.souk.local.LocalSouk;
import dev.souk.local.function.isolated.IsolatedFunctions.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Kills what a Souk consists of until it is stopped: instances of functions, all kinds alike, by SIGKILL; its database by SIGKILL and its
 * queue server without courtesy, each of which comes back after a while. A seed gives the same intentions, not the same moments.
 */
final class Killer {
    private static final String DATABASE = "the database";
    private static final String QUEUES = "the queue server";
    private static final int LONGEST_DARKNESS = 1_500;

    private final LocalSouk souk;
    private final Random functionChoice;
    private final Random serviceChoice;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Integer> kills = new TreeMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread functions = Thread.ofVirtual().unstarted(this::killFunctions);
    private final Thread services = Thread.ofVirtual().unstarted(this::killServices);

    private Killer(LocalSouk souk, long seed) {
        this.souk = souk;
        this.functionChoice = new Random(seed);
        this.serviceChoice = new Random(~seed);
    }

    static Killer start(LocalSouk souk, long seed) {
        Killer killer = new Killer(souk, seed);
        killer.functions.start();
        killer.services.start();
        return killer;
    }

    /** From now on all live; whoever was killed last is back. How often each was killed. */
    Map<String, Integer> stop() throws InterruptedException {
        stopped.countDown();
        functions.join();
        services.join();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return kills;
    }

    private void killFunctions() {
        while (!isStoppedAfter(400 + functionChoice.nextInt(1_200))) {
            List<Running> running = souk.processes();
            List<String> kinds =
                    running.stream().map(Running::function).distinct().sorted().toList();
            if (kinds.isEmpty()) {
                continue;
            }
            String kind = kinds.get(functionChoice.nextInt(kinds.size()));
            List<Running> instances = running.stream()
                    .filter(each -> each.function().equals(kind))
                    .toList();
            // The worst moment is in the middle of something.
            List<Running> busy = instances.stream().filter(Running::busy).toList();
            List<Running> eligible = busy.isEmpty() || functionChoice.nextInt(3) == 0 ? instances : busy;
            Running victim = eligible.get(functionChoice.nextInt(eligible.size()));
            ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
            count(kind);
        }
    }

    private void killServices() {
        try {
            while (!isStoppedAfter(5_000 + serviceChoice.nextInt(8_000))) {
                Duration darkness = Duration.ofMillis(serviceChoice.nextInt(LONGEST_DARKNESS));
                if (serviceChoice.nextBoolean()) {
                    count(DATABASE);
                    souk.database().killAndRestart(darkness);
                } else {
                    count(QUEUES);
                    souk.queues().restart(darkness);
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void count(String victim) {
        synchronized (kills) {
            kills.merge(victim, 1, Integer::sum);
        }
    }

    private boolean isStoppedAfter(int millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
