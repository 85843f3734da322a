package dev.souk.simulation;

/** What can go wrong, and how often it does, where it can, in a history that has it. */
enum Fault {
    /** A process dies before or after a commit, a send, a call to Stripe. */
    CRASH(0.012),
    /** A process is slow, and others come in between. */
    PAUSE(0.03),
    /** 1213: the database undoes a transaction. */
    DEADLOCK(0.004),
    /** The connection breaks before the statement or the commit got there. */
    CONNECTION_LOST(0.003),
    /** The connection breaks after it: the outcome is not known. */
    COMMIT_UNKNOWN(0.008),
    SEND_REFUSED(0.15),
    /** The queue has it, and the sender does not know. */
    SEND_UNHEARD(0.10),
    /** SQS delivers it twice. */
    DELIVERED_TWICE(0.10),
    /** A worker did its work, and the queue does not hear of it. */
    DELETE_UNHEARD(0.10),
    /** Any of the stand-in's faults, when it is asked for something. */
    STRIPE(0.06),
    /** The same when it is asked to do something. */
    STRIPE_DOING(0.35),
    WEBHOOK_DROPPED(0.15),
    WEBHOOK_LATE(0.20),
    WEBHOOK_TWICE(0.20),
    WEBHOOK_OTHER_VERSION(0.05),
    /** API Gateway cannot take it, and Stripe tries again. */
    WEBHOOK_REFUSED(0.15),
    MAIL_REFUSED(0.25),
    /** The mail was taken, and the answer did not come. */
    MAIL_UNHEARD(0.15),
    /** The mail was not taken, and no answer came. */
    MAIL_LOST(0.10);

    private final double rate;

    Fault(double rate) {
        this.rate = rate;
    }

    double rate() {
        return rate;
    }
}
