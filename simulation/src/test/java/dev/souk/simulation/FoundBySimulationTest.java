package dev.souk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What histories from seeds have shown to be wrong, as the shortest histories that show it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundBySimulationTest {
    private final Simulation simulation = new Simulation();

    @AfterAll
    void close() {
        simulation.close();
    }

    @Test
    void fault_36_a_share_that_was_reversed_for_a_refund_is_paid_on_again_when_the_refund_fails() {
        assertThat(simulation
                        .play(script -> {
                            Script.Paid paid = script.aPaidOrder();
                            script.heard()
                                    .settled()
                                    .refunded(paid, 400)
                                    .settled()
                                    .heard();
                            script.refundComesBack(paid).heard().settled();
                        })
                        .wrong())
                .isEmpty();
    }

    @Test
    void fault_37_what_is_reversed_anyway_is_not_kept_back_from_the_next_sale_as_well() {
        assertThat(simulation
                        .play(script -> {
                            Script.Paid first = script.aPaidOrder();
                            script.heard().settled().passed(Duration.ofMinutes(7));
                            script.aPaidOrder();
                            // Both are due at once: the transfer of the second order, and what is to come back of the
                            // first.
                            script.heard()
                                    .passed(Duration.ofMinutes(1))
                                    .refunded(first, 400)
                                    .settled();
                        })
                        .wrong())
                .isEmpty();
    }

    @Test
    void fault_42_of_a_second_payment_that_was_refunded_in_part_at_stripe_the_rest_goes_back() {
        assertThat(simulation
                        .play(script -> {
                            Script.Paid paid = script.aPaidOrder();
                            script.heard();
                            String surplus = script.paidAgain(paid);
                            script.stripe().refundFromDashboard(surplus, 300L);
                            script.heard().settled().heard();
                        })
                        .wrong())
                .isEmpty();
    }

    @Test
    void fault_42_a_second_payment_goes_back_after_its_dispute_was_won() {
        assertThat(simulation
                        .play(script -> {
                            Script.Paid paid = script.aPaidOrder();
                            script.heard();
                            String surplus = script.paidAgain(paid);
                            String dispute = script.stripe().openDispute(surplus, null, "duplicate");
                            script.heard().settled().heard();
                            script.stripe().decideDispute(dispute, true);
                            script.heard().settled();
                        })
                        .wrong())
                .isEmpty();
    }

    @Test
    void fault_4_a_bank_that_takes_what_was_given_back_before_does_not_stop_the_events() {
        assertThat(simulation
                        .play(script -> {
                            Script.Paid paid = script.aPaidOrder();
                            script.heard().settled().refunded(paid, 600).heard();
                            String dispute = script.stripe().openDispute(paid.intent(), null, "fraudulent");
                            script.heard();
                            script.stripe().decideDispute(dispute, false);
                            script.heard().settled();
                        })
                        .wrong())
                .isEmpty();
    }
}
