package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More buyers at once than Stripe takes sessions a second: every order can be paid in the end, and none twice. */
class BurstTest {
    /** About a minute's worth. Where that is too long: {@code -Dsouk.burst=200}. */
    private static final int BUYERS = Integer.getInteger("souk.burst", 1_000);

    /** What Stripe takes in a second at worst, with room for a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60 + BUYERS / 4);

    private final Target souk = Target.it();

    @Test
    void more_buyers_at_once_than_stripe_takes_can_all_pay_and_none_twice() {
        String product = new Shop().product("A book", 700, Shop.bytes("the book"));
        Burst burst = new Burst(souk, 64);

        Burst.Report report = burst.order(product, BUYERS, PATIENCE);

        System.out.println("a burst of " + BUYERS + ": " + report);
        assertThat(report.payable()).hasSize(BUYERS);
        assertThat(report.doubled()).isEmpty();
        burst.pay(report, 20).forEach(paid -> paid.buyer().seesPaid(paid.order()));
    }
}
