package dev.souk.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Invocations of functions, of which one runs at a time: the others have finished, or wait where they were paused. Each has a thread,
 * but they hand over to one another, so that the order is the seed's.
 */
final class Tasks {
    private final Semaphore scheduler = new Semaphore(0);
    private final List<Task> paused = new ArrayList<>();
    private volatile @Nullable Task current;

    /** One invocation. */
    static final class Task {
        final String name;
        final Instant begunAt;
        private final Semaphore turn = new Semaphore(0);
        private volatile boolean dying;
        private volatile boolean finished;
        private volatile boolean died;
        private volatile @Nullable Throwable failure;
        /** Open transactions of it: it is not to be paused while it holds locks. */
        int transactions;

        private Task(String name, Instant begunAt) {
            this.name = name;
            this.begunAt = begunAt;
        }

        boolean isDying() {
            return dying;
        }

        void die() {
            dying = true;
        }

        boolean died() {
            return died;
        }

        @Nullable
        Throwable failure() {
            return failure;
        }

        boolean finished() {
            return finished;
        }
    }

    @Nullable
    Task current() {
        return current;
    }

    List<Task> paused() {
        return List.copyOf(paused);
    }

    /** Begins one; returns when it has finished or is paused. */
    Task run(String name, Instant now, Runnable work) {
        Task task = new Task(name, now);
        Thread.ofVirtual().name(name).start(() -> {
            task.turn.acquireUninterruptibly();
            try {
                work.run();
            } catch (Death e) {
                task.died = true;
            } catch (Throwable e) {
                task.failure = e;
            } finally {
                task.died |= task.dying;
                task.finished = true;
                current = null;
                scheduler.release();
            }
        });
        turn(task);
        return task;
    }

    /** Lets a paused one go on; returns when it has finished or is paused again. */
    void goOn(Task task) {
        paused.remove(task);
        turn(task);
    }

    private void turn(Task task) {
        current = task;
        task.turn.release();
        scheduler.acquireUninterruptibly();
    }

    /** Called by the one that runs: others have their turn now. */
    void pause() {
        Task task = current;
        if (task == null) {
            throw new IllegalStateException("nobody runs");
        }
        paused.add(task);
        current = null;
        scheduler.release();
        task.turn.acquireUninterruptibly();
    }
}
