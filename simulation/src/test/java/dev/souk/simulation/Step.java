package dev.souk.simulation;

import java.util.Arrays;

/** What can be done in a step, and how often it is. */
enum Step {
    ORDER(10),
    ASK_AGAIN(4),
    PAY(11),
    BANK_DECIDES(2),
    EXPIRE(1),
    SECOND_PAGE(1),
    PAYMENT_EVENTS(15),
    EMAILS(9),
    ORDER_REQUESTS(7),
    ORDER_SWEEP(2),
    RECONCILE(1),
    SETTLE(10),
    SWEEP(4),
    REFUND(8),
    DASHBOARD_REFUND(2),
    REFUND_FAILS(1),
    DISPUTE(2),
    DISPUTE_GOES_ON(3),
    PRICE(1),
    UNPUBLISH(1),
    CUT_OFF(1),
    EMPTY_ACCOUNT(1),
    DOWNLOAD(4),
    GO_ON(8),
    TIME(9),
    FORGERY(1),
    LATE_EVENT(4),
    OLD_EVENT(1);

    private final int weight;

    Step(int weight) {
        this.weight = weight;
    }

    static final int ALL = Arrays.stream(values()).mapToInt(step -> step.weight).sum();

    static Step of(int number) {
        int left = number;
        for (Step step : values()) {
            left -= step.weight;
            if (left < 0) {
                return step;
            }
        }
        throw new IllegalArgumentException();
    }
}
