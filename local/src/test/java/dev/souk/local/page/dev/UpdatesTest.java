package dev.souk.local.page.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import dev.souk.local.http.HttpDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UpdatesTest {
    private final RecentInvocations recent = new RecentInvocations();
    private final Counted panel = new Counted();
    private final Updates updates =
            new Updates(recent, new InvocationsPanel(new Nowhere(), recent), List.of(panel), Duration.ofMillis(100));
    private final HttpDoor door = HttpDoor.at(0, Clock.systemUTC());
    private final URI at;

    UpdatesTest() {
        HttpHandler handler = exchange -> {
            try (exchange) {
                updates.writeTo(exchange);
            }
        };
        door.mount("/updates", handler);
        at = door.url().resolve("/updates");
    }

    @AfterEach
    void stop() throws Exception {
        updates.close();
        door.close();
    }

    /** Shows how often it was looked at, unless it is told to fail. */
    private static final class Counted implements Watched {
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean fails;

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public JsonNode now() {
            int count = looks.incrementAndGet();
            if (fails) {
                throw new IllegalStateException("it fails");
            }
            return Replies.object().put("looks", count);
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(20);
        }
    }

    /** No function is called here. */
    private static final class Nowhere implements Functions {
        @Override
        public Invocation invoke(String function, byte[] event, TraceHeader header, Duration patience) {
            throw new IllegalArgumentException(function);
        }

        @Override
        public void close() {}
    }

    private static Trace trace(String function) {
        return Trace.running(UUID.randomUUID(), function, Instant.now(), "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_page_that_is_closed_is_forgotten_and_nobody_is_asked_any_more() throws InterruptedException {
        try (OpenPage first = OpenPage.at(at);
                OpenPage second = OpenPage.at(at)) {
            first.hears("counted", _ -> true);
            second.hears("counted", _ -> true);
            assertThat(updates.readers()).isEqualTo(2);
            assertThat(updates.isWatching()).isTrue();
        }

        Visitor.awaitThat("both are forgotten", () -> updates.readers() == 0);
        Visitor.awaitThat("the watch ends", () -> !updates.isWatching());
        int looks = panel.looks.get();
        Thread.sleep(200);
        assertThat(panel.looks.get()).isEqualTo(looks);

        try (OpenPage again = OpenPage.at(at)) {
            again.hears("counted", _ -> true);
        }
    }

    @Test
    void who_comes_back_is_told_everything() {
        Trace trace = trace("missed");
        recent.tell(trace);
        recent.tell(trace.ended(
                new Invocation.TimedOut(), Duration.ofSeconds(1), Optional.empty(), List.of(), Optional.empty()));

        try (OpenPage page = OpenPage.at(at)) {
            JsonNode all = page.hears("invocations", _ -> true).path("invocations");
            assertThat(all).hasSize(1);
            assertThat(all.path(0).path("result").asString()).isEqualTo("timed out");
        }
    }

    @Test
    void a_page_that_does_not_read_holds_nobody_up_and_is_let_go() throws IOException {
        String large = "x".repeat(50_000);
        try (Socket deaf = new Socket();
                OpenPage keen = OpenPage.at(at)) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(at.getHost(), at.getPort()));
            deaf.getOutputStream()
                    .write("GET /updates HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Visitor.awaitThat("both are there", () -> updates.readers() == 2);
            long longest = 0;
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (updates.readers() == 2 && System.nanoTime() < end) {
                long begun = System.nanoTime();
                recent.tell(trace(large));
                longest = Math.max(longest, System.nanoTime() - begun);
            }

            assertThat(updates.readers()).as("the deaf one is gone").isLessThan(2);
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_panel_that_fails_says_so_and_takes_nothing_with_it() {
        panel.fails = true;
        try (OpenPage page = OpenPage.at(at)) {
            assertThat(page.hears("counted", state -> state.has("error"))
                            .path("error")
                            .asString())
                    .contains("failed");
            panel.fails = false;
            page.hears("counted", state -> state.has("looks"));
        }
    }

    @Test
    void all_pages_are_let_go_at_the_end() throws Exception {
        try (OpenPage page = OpenPage.at(at)) {
            page.hears("counted", _ -> true);

            updates.close();

            page.seesTheEnd();
            Visitor.awaitThat("it is forgotten", () -> updates.readers() == 0);
        }
        try (OpenPage late = OpenPage.at(at)) {
            late.seesTheEnd();
        }
    }
}
