package dev.souk.lambda.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class HooksTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Hooks hooks =
            new Hooks(new Log("priming", new PrintStream(written, true, StandardCharsets.UTF_8), Clock.systemUTC()));
    private final List<String> done = new ArrayList<>();

    @Test
    void whatever_was_rehearsed_is_let_go_of_before_the_snapshot_and_renewed_only_after() {
        hooks.before(() -> done.add("let go"));
        hooks.after(() -> done.add("renewed"));
        hooks.rehearse("one", () -> done.add("one"));
        hooks.rehearse("two", () -> done.add("two"));
        hooks.beforeCheckpoint(Core.getGlobalContext());
        assertThat(done).containsExactly("one", "two", "let go");
        hooks.afterRestore(Core.getGlobalContext());
        assertThat(done).containsExactly("one", "two", "let go", "renewed");
    }

    @Test
    void a_rehearsal_that_fails_is_told_by_its_name_and_keeps_nothing_from_being_done() {
        hooks.rehearse("database", () -> {
            throw new IOException("not there yet");
        });
        hooks.rehearse("two", () -> done.add("two"));
        hooks.before(() -> done.add("let go"));
        hooks.beforeCheckpoint(Core.getGlobalContext());
        assertThat(done).containsExactly("two", "let go");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("\"event\":\"priming.incomplete\"", "\"what\":\"database\"", "\"played\":1");
    }

    @Test
    void where_no_snapshot_is_taken_nothing_is_kept() {
        Snapshots.rehearse("never", () -> done.add("never"));
        Snapshots.before(() -> done.add("never"));
        Snapshots.after(() -> done.add("never"));
        assertThat(done).isEmpty();
    }
}
