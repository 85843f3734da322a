package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All charges, one for each payment intent that brought money. */
public interface Charges {
    static Charges in(Sql sql) {
        return new SqlCharges(sql);
    }

    /** True the first time. Stripe is to be asked about it at {@code lookDue}. */
    boolean add(Charge charge, Instant at, Instant lookDue);

    Optional<Charge> find(String paymentIntent);

    /** Keeps Stripe's name of the charge; it needs no look any more. */
    void known(String paymentIntent, String charge);

    /** Takes up to {@code most} that are due for a look; each is due again at {@code again} should nothing come of it. */
    List<Charge> takeDue(Instant now, Instant again, int most);
}
