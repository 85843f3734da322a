package dev.souk.model.message;

import java.util.Locale;

/**
 * A queue that keeps what could not be handled and retries one message at a time. After {@code maxReceives} deliveries a message
 * goes to the dead letters, {@code <name>-dead}.
 */
public enum WorkQueue {
    /** Stripe's webhooks, raw, straight from API Gateway; attribute {@code Stripe-Signature}. */
    PAYMENT_EVENTS(8, 10),
    /** The same for sellers' accounts: Stripe's thin events and those of their payouts. Each costs its worker a question to Stripe. */
    ACCOUNT_EVENTS(8, 5),
    /** {@link OrderRequest}s: orders whose payment page is still to be opened. Each costs its worker a call to Stripe. */
    ORDER_REQUESTS(60, 2),
    /** {@link EmailMessage}s to be rendered and sent. Tried long enough to outlast an hour without a mail server. */
    EMAILS(150, 10),
    /** What SES tells of mails that bounced or were called spam, as SNS hands it on. */
    EMAIL_EVENTS(8, 10),
    /** What GuardDuty says of uploaded files, as EventBridge hands it on. */
    FILE_SCANS(8, 10),
    /** {@link ExportRequest}s: exports to be written or gone on with. One at a time: each works for a minute. */
    EXPORTS(8, 1),
    /** Images of which pictures are to be made, by the catalogue for itself. One at a time: each needs memory that another would need too. */
    IMAGES(4, 1),
    /** {@link LiveUpdate}s: orders whose watchers are to hear that something has changed. They ask by themselves, too, so it is not tried for long. */
    LIVE_UPDATES(5, 10),
    /**
     * {@link SellerWebhook}s: what happened in stores that want to be told. One at a time: each is told to all of the store's endpoints before its worker
     * takes another, and none waits for those of other stores.
     */
    SELLER_WEBHOOKS(8, 1);

    private final int maxReceives;
    private final int batchSize;

    WorkQueue(int maxReceives, int batchSize) {
        this.maxReceives = maxReceives;
        this.batchSize = batchSize;
    }

    /** Its name in the cloud and here: {@code payment-events}. */
    public String queueName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int maxReceives() {
        return maxReceives;
    }

    /** How many messages one call of its worker gets at most. */
    public int batchSize() {
        return batchSize;
    }
}
