package dev.souk.purchases.payment;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.purchases.money.Charge;
import dev.souk.purchases.money.Charges;
import dev.souk.purchases.money.PaymentFacts;
import dev.souk.purchases.money.PaymentRecords;
import dev.souk.purchases.money.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks Stripe about payments that it is yet to be asked about: what it took for its work, and by which charge the money came. One
 * indexed query when none is due.
 */
public final class ChargeLooks {
    private static final int AT_ONCE = 20;
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Database database;
    private final PaymentRecords records;
    private final Settlement settlement;
    private final Outbox outbox;
    private final Clock clock;
    private final Log log;

    public ChargeLooks(
            Database database, PaymentRecords records, Settlement settlement, Outbox outbox, Clock clock, Log log) {
        this.database = database;
        this.records = records;
        this.settlement = settlement;
        this.outbox = outbox;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Looks at what is due.
     *
     * @param time whether there is time for another one
     * @return how many were looked at
     */
    public int run(BooleanSupplier time) {
        int looked = 0;
        List<Charge> due = take();
        while (!due.isEmpty()) {
            for (Charge charge : due) {
                if (!time.getAsBoolean()) {
                    return looked;
                }
                look(charge);
                looked++;
            }
            due = take();
        }
        return looked;
    }

    private List<Charge> take() {
        Instant now = now();
        return database.transaction(tx -> Charges.in(tx).takeDue(now, now.plus(AGAIN), AT_ONCE));
    }

    private void look(Charge charge) {
        try {
            Optional<PaymentFacts> facts = records.find(charge.paymentIntent(), false);
            if (facts.isPresent()) {
                outbox.send(database.transaction(tx -> settlement.stands(tx, facts.get(), now())));
            }
        } catch (RuntimeException e) {
            log.warn("charge.look_failed", e, "order", charge.order());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
