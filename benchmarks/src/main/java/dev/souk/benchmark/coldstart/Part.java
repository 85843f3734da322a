package dev.souk.benchmark.coldstart;

import java.util.List;

/** What a cold start's time goes into. A moment belongs to one of them: to whoever called the JDK, or what else was called, last. */
enum Part {
    BEFORE_MAIN("the JVM before `main`"),
    CLIENT("the runtime interface client"),
    OPTIONS("connecting: the driver's options, by reflection"),
    CONNECT("connecting: the rest"),
    TLS("connecting: TLS"),
    QUERIES("queries and commits"),
    STRIPE("Stripe's SDK"),
    AWS("AWS's SDK"),
    SMTP("SMTP"),
    OURS("our own code and wiring, JSON included"),
    OTHER("anything else");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** @param stack frames as {@code class.method}, innermost first */
    static Part of(List<String> stack) {
        for (String frame : stack) {
            if (frame.startsWith("org.mariadb.jdbc.")) {
                return ofDriver(stack);
            }
            Part owner = owner(frame);
            if (owner != OTHER) {
                return owner;
            }
        }
        return OTHER;
    }

    private static Part owner(String frame) {
        if (frame.startsWith("dev.souk.benchmark.coldstart.")) {
            // The launcher, of which there is nothing but the call of the client's main.
            return CLIENT;
        }
        if (frame.startsWith("dev.souk.")) {
            return OURS;
        }
        if (frame.startsWith("com.amazonaws.services.lambda.")) {
            return CLIENT;
        }
        if (frame.startsWith("com.stripe.") || frame.startsWith("com.google.gson.")) {
            return STRIPE;
        }
        if (frame.startsWith("software.amazon.")) {
            return AWS;
        }
        return frame.startsWith("org.apache.commons.net.") ? SMTP : OTHER;
    }

    private static Part ofDriver(List<String> stack) {
        if (!stack.contains("org.mariadb.jdbc.Driver.connect")) {
            return QUERIES;
        }
        for (String frame : stack) {
            if (frame.startsWith("org.mariadb.jdbc.Configuration")) {
                return OPTIONS;
            }
            if (frame.startsWith("sun.security.ssl.")
                    || frame.startsWith("javax.net.ssl.")
                    || frame.startsWith("org.mariadb.jdbc.plugin.tls.")) {
                return TLS;
            }
        }
        return CONNECT;
    }
}
