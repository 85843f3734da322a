package dev.souk.stripe.standin.payment;

/** The connected accounts, as far as transfers are concerned. */
public interface Destinations {

    /** Every account there could be, ready to receive. */
    static Destinations any() {
        return new Destinations() {
            @Override
            public boolean exists(String account) {
                return account.startsWith("acct_");
            }

            @Override
            public boolean canReceive(String account) {
                return true;
            }
        };
    }

    boolean exists(String account);

    /** Whether the account has the capability for transfers. */
    boolean canReceive(String account);
}
