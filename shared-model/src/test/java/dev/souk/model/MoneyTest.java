package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final int SPLITS = 200;

    @Test
    void amounts_are_shown_with_the_decimals_of_their_currency() {
        assertThat(new Money(1250, Currency.USD).display()).isEqualTo("12.50 USD");
        assertThat(new Money(5, Currency.EUR).display()).isEqualTo("0.05 EUR");
        assertThat(new Money(0, Currency.EUR).display()).isEqualTo("0.00 EUR");
        assertThat(new Money(1250, Currency.JPY).display()).isEqualTo("1250 JPY");
        assertThat(new Money(1250, Currency.KWD).display()).isEqualTo("1.250 KWD");
        assertThat(new Money(70, Currency.BHD).display()).isEqualTo("0.070 BHD");
    }

    @Test
    void a_currency_that_is_never_broken_is_shown_whole() {
        assertThat(new Money(50_000, Currency.ISK).display()).isEqualTo("500 ISK");
        assertThat(new Money(300_000, Currency.UGX).display()).isEqualTo("3000 UGX");
        assertThat(new Money(150, Currency.ISK).display())
                .as("which Stripe would not charge")
                .isEqualTo("1.50 ISK");
    }

    @Test
    void an_amount_that_cannot_be_charged_is_not_money() {
        assertThatThrownBy(() -> new Money(-1, Currency.USD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(100_000_000, Currency.USD)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_the_same_currency_adds_up() {
        Money dollar = new Money(100, Currency.USD);
        assertThat(dollar.plus(dollar)).isEqualTo(new Money(200, Currency.USD));
        assertThatThrownBy(() -> dollar.plus(new Money(100, Currency.EUR)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollar.minus(new Money(100, Currency.EUR)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollar.atMost(new Money(100, Currency.EUR)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_more_can_be_taken_away_than_there_is() {
        Money dollar = new Money(100, Currency.USD);
        assertThat(dollar.minus(new Money(30, Currency.USD))).isEqualTo(new Money(70, Currency.USD));
        assertThat(dollar.minus(dollar)).isEqualTo(Money.none(Currency.USD));
        assertThatThrownBy(() -> dollar.minus(new Money(101, Currency.USD)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(dollar.atMost(new Money(101, Currency.USD))).isEqualTo(dollar);
        assertThat(dollar.atMost(new Money(99, Currency.USD)).amount()).isEqualTo(99);
    }

    @Test
    void a_share_is_rounded_half_up() {
        assertThat(new Money(1000, Currency.USD).basisPoints(1000).amount()).isEqualTo(100);
        assertThat(new Money(1, Currency.USD).basisPoints(5000).amount()).isEqualTo(1);
        assertThat(new Money(1, Currency.USD).basisPoints(4999).amount()).isEqualTo(0);
        assertThat(new Money(999, Currency.JPY).basisPoints(2500).amount()).isEqualTo(250);
        assertThat(new Money(1230, Currency.KWD).basisPoints(500).amount())
                .as("61.5 thousandths, of which Stripe takes tens")
                .isEqualTo(60);
        assertThat(new Money(50_000, Currency.ISK).basisPoints(33).amount())
                .as("1.65 krona")
                .isEqualTo(200);
        assertThatThrownBy(() -> new Money(1, Currency.USD).basisPoints(10_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, Currency.USD).basisPoints(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_share_of_any_money_is_within_it_and_as_chargeable_as_it() {
        Random random = new Random(7);
        for (Currency currency : Currency.values()) {
            for (int i = 0; i < SPLITS; i++) {
                Money whole = some(random, currency);
                int points = random.nextInt(Money.WHOLE + 1);
                Money share = whole.basisPoints(points);
                Money rest = whole.minus(share);
                long step = currency.step();
                assertThat(Math.abs(share.amount() * Money.WHOLE - whole.amount() * points))
                        .as("%s at %d", whole.display(), points)
                        .isLessThanOrEqualTo(step * Money.WHOLE / 2);
                if (whole.amount() % step == 0) {
                    assertThat(share.amount() % step).isZero();
                    assertThat(rest.amount() % step).isZero();
                }
            }
            Money all = some(random, currency);
            assertThat(all.basisPoints(0).isFree()).isTrue();
            assertThat(all.basisPoints(Money.WHOLE)).isEqualTo(all);
        }
    }

    @Test
    void the_largest_remainders_get_what_is_left_over_and_the_first_of_equals() {
        assertThat(split(100, Currency.USD, 1, 1, 1)).containsExactly(34L, 33L, 33L);
        assertThat(split(5, Currency.USD, 1, 1, 1, 1)).containsExactly(2L, 1L, 1L, 1L);
        assertThat(split(10, Currency.USD, 34, 33, 33)).containsExactly(4L, 3L, 3L);
        assertThat(split(10, Currency.USD, 10, 66, 24)).containsExactly(1L, 7L, 2L);
        assertThat(split(1000, Currency.KWD, 1, 1, 1)).containsExactly(340L, 330L, 330L);
        assertThat(split(10_000, Currency.ISK, 1, 1, 1)).containsExactly(3400L, 3300L, 3300L);
        assertThat(split(7, Currency.USD, 0, 5, 0)).containsExactly(0L, 7L, 0L);
        assertThat(split(0, Currency.USD, 0, 0)).containsExactly(0L, 0L);
        assertThat(split(0, Currency.USD)).isEmpty();
    }

    @Test
    void what_cannot_be_split_is_refused() {
        assertThatThrownBy(() -> split(1, Currency.USD, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split(1, Currency.USD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split(1, Currency.USD, 2, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split(1, Currency.USD, Long.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_parts_of_any_split_add_up_and_are_next_to_their_exact_shares() {
        Random random = new Random(42);
        for (Currency currency : Currency.values()) {
            for (int i = 0; i < SPLITS; i++) {
                Money whole = some(random, currency);
                long[] weights = weights(random);
                List<Money> parts = whole.allocate(weights);
                long grain = whole.amount() % currency.step() == 0 ? currency.step() : 1;
                assertThat(parts.stream().mapToLong(Money::amount).sum())
                        .as("%s by %s", whole, Arrays.toString(weights))
                        .isEqualTo(whole.amount());
                assertThat(parts).isEqualTo(whole.allocate(weights));
                BigInteger total = BigInteger.valueOf(Arrays.stream(weights).sum());
                for (int part = 0; part < weights.length; part++) {
                    assertThat(parts.get(part).amount() % grain).isZero();
                    BigInteger off = BigInteger.valueOf(parts.get(part).amount())
                            .multiply(total)
                            .subtract(BigInteger.valueOf(whole.amount()).multiply(BigInteger.valueOf(weights[part])));
                    assertThat(off.abs())
                            .as("%s by %s, part %d", whole, Arrays.toString(weights), part)
                            .isLessThan(total.multiply(BigInteger.valueOf(grain)));
                }
            }
        }
    }

    @Test
    void what_is_taken_off_lines_is_never_more_than_a_line() {
        Random random = new Random(3);
        for (Currency currency : Currency.values()) {
            for (int i = 0; i < SPLITS; i++) {
                long[] lines = new long[1 + random.nextInt(8)];
                for (int line = 0; line < lines.length; line++) {
                    lines[line] = random.nextLong(10_000) * currency.step();
                }
                lines[0] += currency.step();
                long all = Arrays.stream(lines).sum();
                Money off = new Money(random.nextLong(all / currency.step() + 1) * currency.step(), currency);
                List<Money> parts = off.allocate(lines);
                for (int line = 0; line < lines.length; line++) {
                    assertThat(parts.get(line).amount()).isLessThanOrEqualTo(lines[line]);
                }
            }
        }
    }

    private static List<Long> split(long amount, Currency currency, long... weights) {
        return new Money(amount, currency)
                .allocate(weights).stream().map(Money::amount).toList();
    }

    /** Now and then little, much, or what Stripe would not charge. */
    private static Money some(Random random, Currency currency) {
        long step = currency.step();
        return switch (random.nextInt(4)) {
            case 0 -> new Money(random.nextLong(20) * step, currency);
            case 1 -> new Money(currency.maximum() - random.nextLong(20) * step, currency);
            case 2 -> new Money(random.nextLong(Money.MOST + 1), currency);
            default -> new Money(random.nextLong(Money.MOST / step + 1) * step, currency);
        };
    }

    private static long[] weights(Random random) {
        long[] weights = new long[1 + random.nextInt(12)];
        long most = random.nextBoolean() ? 3 : Money.MOST;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextLong(most + 1);
        }
        weights[random.nextInt(weights.length)] += 1;
        return weights;
    }
}
