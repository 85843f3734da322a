package dev.souk.local.function.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function that does what its event says, in words: {@code pid}, {@code trace}, {@code say <text>}, {@code sleep <millis>}, {@code throw}, {@code
 * exit}, {@code fill} (the memory), {@code large} (an answer), {@code environment}, {@code tick} (in the background) and {@code ticks}.
 */
public final class TestFunction implements RequestStreamHandler {
    private final AtomicInteger ticks = new AtomicInteger();
    private int calls;

    /** {@code ON_START} says what goes wrong at the start: {@code throw}, {@code exit} or {@code hang}. */
    public TestFunction() throws InterruptedException {
        String wrong = System.getenv("ON_START");
        if (wrong != null) {
            System.out.println("about to " + wrong);
            switch (wrong) {
                case "throw" -> throw new IllegalStateException("no");
                case "exit" -> Runtime.getRuntime().halt(7);
                case "hang" -> Thread.sleep(60_000);
                default -> throw new IllegalArgumentException(wrong);
            }
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        calls++;
        String[] event = new String(input.readAllBytes(), StandardCharsets.UTF_8)
                .replace("\"", "")
                .split(" ", 2);
        output.write(('"' + answer(event[0], event.length == 1 ? "" : event[1], context) + '"')
                .getBytes(StandardCharsets.UTF_8));
    }

    private String answer(String what, String how, Context context) {
        return switch (what) {
            case "pid" -> String.valueOf(ProcessHandle.current().pid());
            case "calls" -> String.valueOf(calls);
            case "say" -> {
                how.chars().forEach(c -> {
                    if (c == '|') {
                        System.out.println();
                    } else {
                        System.out.print((char) c);
                    }
                });
                System.out.println();
                yield "said";
            }
            case "sleep" -> {
                sleep(Long.parseLong(how));
                yield String.valueOf(ProcessHandle.current().pid());
            }
            case "trace" -> context.getXrayTraceId();
            case "remaining" -> String.valueOf(context.getRemainingTimeInMillis());
            case "throw" -> throw new UnsupportedOperationException("no");
            case "exit" -> {
                Runtime.getRuntime().halt(3);
                yield "never";
            }
            case "fill" -> {
                byte[][] all = new byte[1024][];
                for (int i = 0; i < all.length; i++) {
                    all[i] = new byte[8 * 1024 * 1024];
                }
                yield String.valueOf(all[7].length);
            }
            case "large" -> "x".repeat(7 * 1024 * 1024);
            case "environment" -> String.join(",", new TreeMap<>(System.getenv()).keySet());
            case "variable" -> String.valueOf(System.getenv(how));
            case "tick" -> {
                Thread.ofPlatform().daemon().start(() -> {
                    while (true) {
                        ticks.incrementAndGet();
                        sleep(10);
                    }
                });
                yield "ticking";
            }
            case "ticks" -> String.valueOf(ticks.get());
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
