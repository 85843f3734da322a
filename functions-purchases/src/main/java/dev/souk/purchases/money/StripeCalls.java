package dev.souk.purchases.money;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import dev.souk.lambda.aws.Lazy;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.priming.DeadEnd;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.purchases.Pauses;
import dev.souk.purchases.StripeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Calls Stripe, and tells its kinds of "no" apart. The client is made when it is first needed. */
public final class StripeCalls {
    private static final int TOO_MANY = 429;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int OUR_FAULT = 400;
    private static final int THEIR_FAULT = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Lazy<StripeClient> client;
    private final Duration apart;
    private final Pauses pauses;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    public StripeCalls(StripeSettings settings) {
        this(settings, Duration.ZERO, Pauses.REAL);
    }

    /** @param apart at least so long is between the beginnings of two calls: who has many to make leaves room for others */
    public StripeCalls(StripeSettings settings, Duration apart, Pauses pauses) {
        this.pauses = pauses;
        this.client = new Lazy<>(settings::client);
        this.apart = apart;
        Snapshots.rehearse("Stripe", () -> rehearse(settings));
    }

    /** One call. */
    public interface StripeCall<T> {
        T with(StripeClient stripe) throws StripeException;
    }

    /**
     * Makes a call.
     *
     * @throws PaymentsUnreachable when it may be tried again: no answer, no time for us, an error of Stripe's
     * @throws PaymentRefused when trying again is no use
     */
    public <T> T make(StripeCall<T> call) {
        waitForTurn();
        try {
            return call.with(client.get());
        } catch (ApiConnectionException e) {
            throw new PaymentsUnreachable("Stripe did not answer", false, false, e);
        } catch (StripeException e) {
            int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
            boolean otherRequest = status == OUR_FAULT && e instanceof IdempotencyException;
            boolean repeatable = status == TOO_MANY
                    || status == CONFLICT
                    || status == UNAUTHORIZED
                    || status == FORBIDDEN
                    || status < OUR_FAULT
                    || otherRequest
                    || status >= THEIR_FAULT;
            if (repeatable) {
                throw new PaymentsUnreachable(
                        "Stripe answered " + status + " to request " + e.getRequestId(),
                        status >= THEIR_FAULT || otherRequest,
                        status == TOO_MANY,
                        e);
            }
            String code = e.getCode() == null ? "status_" + status : e.getCode();
            throw new PaymentRefused(status == NOT_FOUND ? "resource_missing" : code, e);
        }
    }

    /** A page is opened at nobody's: what takes long is what the library makes of the answer. */
    private static void rehearse(StripeSettings settings) throws StripeException, IOException {
        try (DeadEnd nobody = new DeadEnd(
                "application/json",
                "{\"id\":\"cs_priming\",\"object\":\"checkout.session\",\"url\":\"https://nowhere.invalid\",\"expires_at\":0}")) {
            new StripeSettings(new Secret("sk_test_priming"), Optional.of(nobody.address()), settings.patience())
                    .client()
                    .v1()
                    .checkout()
                    .sessions()
                    .create(SessionCreateParams.builder()
                            .setMode(SessionCreateParams.Mode.PAYMENT)
                            .setSuccessUrl("https://nowhere.invalid")
                            .addLineItem(SessionCreateParams.LineItem.builder()
                                    .setQuantity(1L)
                                    .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                            .setCurrency("usd")
                                            .setUnitAmount(100L)
                                            .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                                    .setName("priming")
                                                    .build())
                                            .build())
                                    .build())
                            .build());
        }
    }

    private void waitForTurn() {
        if (apart.isZero()) {
            return;
        }
        long turn = next.getAndUpdate(before -> Math.max(before, System.nanoTime()) + apart.toNanos());
        long wait = turn - System.nanoTime();
        if (wait > 0) {
            try {
                pauses.take(Duration.ofNanos(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
