package dev.souk.lambda.priming;

import dev.souk.lambda.log.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** What Lambda calls around a snapshot. One for all parts of a function, held here: Lambda itself forgets who is held by nobody. */
final class Hooks implements Resource {
    static final Hooks ALL = registered();

    private final Log log;
    private final List<Named> rehearsals = new CopyOnWriteArrayList<>();
    private final List<Runnable> before = new CopyOnWriteArrayList<>();
    private final List<Runnable> after = new CopyOnWriteArrayList<>();

    private record Named(String what, Snapshots.Rehearsal rehearsal) {}

    Hooks(Log log) {
        this.log = log;
    }

    private static Hooks registered() {
        Hooks hooks = new Hooks(Log.of("priming"));
        Core.getGlobalContext().register(hooks);
        return hooks;
    }

    void rehearse(String what, Snapshots.Rehearsal rehearsal) {
        rehearsals.add(new Named(what, rehearsal));
    }

    void before(Runnable letGo) {
        before.add(letGo);
    }

    void after(Runnable renew) {
        after.add(renew);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        long begun = System.nanoTime();
        int played = 0;
        for (Named each : rehearsals) {
            try {
                each.rehearsal().play();
                played++;
            } catch (Exception | LinkageError e) {
                log.warn("priming.incomplete", e, "what", each.what());
            }
        }
        before.forEach(Runnable::run);
        log.info("priming.done", "played", played, "millis", (System.nanoTime() - begun) / 1_000_000);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        after.forEach(Runnable::run);
    }
}
