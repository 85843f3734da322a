package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import java.util.List;

/** What functions write into their logs when people have to look at something, and who writes it. */
public enum Trouble {
    /** An event of Stripe's could not be read. {@code parked-events} sends it through again once it can be. */
    PARKED_EVENT("payment_event.parked", LambdaFunction.PAYMENT_WORKER),
    /** Money and orders do not agree, and that cannot be put right by itself: the table {@code findings} says what. */
    FINDING("reconciler.finding", LambdaFunction.RECONCILER),
    /** Something failed at Stripe that is nobody's order, such as a payout of the platform's. */
    STRIPE_TROUBLE(
            "stripe.trouble", LambdaFunction.PAYMENT_WORKER, LambdaFunction.PARKED_EVENTS, LambdaFunction.RECONCILER),
    /** A file that could be bought turned out to be malware, and was taken away: its buyers have to be told. */
    FILE_WITHDRAWN("file.withdrawn", LambdaFunction.FILE_SCANS_WORKER),
    /** Files wait in quarantine, and nobody says anything of them. */
    FILES_UNSCANNED("files.unscanned", LambdaFunction.CATALOG_SWEEPER);

    private final String event;

    @SuppressWarnings("ImmutableEnumChecker") // It is an unmodifiable one.
    private final List<LambdaFunction> functions;

    Trouble(String event, LambdaFunction... functions) {
        this.event = event;
        this.functions = List.of(functions);
    }

    /** The name of the event in the log. */
    public String event() {
        return event;
    }

    public List<LambdaFunction> functions() {
        return functions;
    }
}
