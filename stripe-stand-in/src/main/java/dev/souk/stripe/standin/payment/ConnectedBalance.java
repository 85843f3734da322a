package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.util.List;

/**
 * What a connected account holds at Stripe in one currency.
 *
 * @param id the account and the currency: {@code acct_1/usd}
 * @param amount in minor units
 */
public record ConnectedBalance(String id, String account, String currency, long amount) implements Stored {

    static String id(String account, String currency) {
        return account + "/" + currency;
    }

    static ConnectedBalance none(String account, String currency) {
        return new ConnectedBalance(id(account, currency), account, currency, 0);
    }

    @Override
    public List<String> belongsTo() {
        return List.of(account);
    }

    ConnectedBalance plus(long more) {
        return new ConnectedBalance(id, account, currency, amount + more);
    }
}
