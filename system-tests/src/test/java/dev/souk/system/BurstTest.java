package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More buyers at once than Stripe takes sessions a second. */
class BurstTest {
    private static final int BUYERS = 60;

    private final Target souk = Target.it();

    @Test
    void more_buyers_at_once_than_stripe_takes_can_all_pay_and_none_twice() {
        String product = new Shop().product("A book", 700, Shop.bytes("the book"));
        Burst burst = new Burst(souk, 16);

        Burst.Report report = burst.order(product, BUYERS, Duration.ofMinutes(1));

        System.out.println("a burst of " + BUYERS + ": " + report);
        assertThat(report.payable()).hasSize(BUYERS);
        assertThat(report.doubled()).isEmpty();
        burst.pay(report, 20).forEach(paid -> paid.buyer().seesPaid(paid.order()));
    }
}
