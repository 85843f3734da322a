package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CurrencyTest {
    @Test
    void minor_units_are_those_of_stripe() {
        assertThat(with(0))
                .containsExactlyInAnyOrder(
                        Currency.BIF,
                        Currency.CLP,
                        Currency.DJF,
                        Currency.GNF,
                        Currency.JPY,
                        Currency.KMF,
                        Currency.KRW,
                        Currency.MGA,
                        Currency.PYG,
                        Currency.RWF,
                        Currency.VND,
                        Currency.VUV,
                        Currency.XAF,
                        Currency.XOF,
                        Currency.XPF);
        assertThat(with(3))
                .containsExactlyInAnyOrder(Currency.BHD, Currency.JOD, Currency.KWD, Currency.OMR, Currency.TND);
        assertThat(with(2)).contains(Currency.ISK, Currency.UGX, Currency.HUF, Currency.TWD, Currency.USD);
        assertThat(with(0).size() + with(2).size() + with(3).size()).isEqualTo(Currency.values().length);
    }

    @Test
    void steps_are_those_of_stripe() {
        for (Currency currency : Currency.values()) {
            int step = switch (currency) {
                case BHD, JOD, KWD, OMR, TND -> 10;
                case ISK, UGX -> 100;
                default -> 1;
            };
            assertThat(currency.step()).as(currency.name()).isEqualTo(step);
        }
    }

    @Test
    void the_least_and_the_most_of_every_currency_are_charged_and_what_is_beyond_is_not() {
        for (Currency currency : Currency.values()) {
            long least = currency.minimum();
            assertThat(currency.unchargeable(least)).as(currency.name()).isEmpty();
            assertThat(currency.unchargeable(currency.maximum()))
                    .as(currency.name())
                    .isEmpty();
            assertThat(currency.unchargeable(least - currency.step()))
                    .as(currency.name())
                    .isPresent();
            assertThat(currency.unchargeable(Money.MOST + 1))
                    .as(currency.name())
                    .isPresent();
            assertThat(currency.unchargeable(0)).as(currency.name()).isPresent();
            assertThat(currency.unchargeable(-least)).as(currency.name()).isPresent();
            assertThat(currency.unchargeable(Long.MAX_VALUE))
                    .as(currency.name())
                    .isPresent();
            assertThat(currency.unchargeable(Long.MIN_VALUE))
                    .as(currency.name())
                    .isPresent();
            if (currency.step() > 1) {
                assertThat(currency.unchargeable(least + 1)).as(currency.name()).isPresent();
            }
        }
    }

    @Test
    void it_is_said_in_words_why_an_amount_is_not_charged() {
        assertThat(Currency.USD.unchargeable(49)).contains(new Unchargeable("below_minimum", "be at least 0.50 USD"));
        assertThat(Currency.JPY.unchargeable(1)).contains(new Unchargeable("below_minimum", "be at least 50 JPY"));
        assertThat(Currency.EUR.unchargeable(100_000_000))
                .contains(new Unchargeable("above_maximum", "be at most 999999.99 EUR"));
        assertThat(Currency.KWD.unchargeable(99_999_999))
                .contains(new Unchargeable("above_maximum", "be at most 99999.990 KWD"));
        assertThat(Currency.KWD.unchargeable(1255))
                .contains(new Unchargeable("not_a_multiple", "be a multiple of 10 minor units, which is 0.010 KWD"));
        assertThat(Currency.ISK.unchargeable(10_050))
                .contains(new Unchargeable("not_a_multiple", "be a multiple of 100 minor units, which is 1 ISK"));
    }

    @Test
    void a_currency_is_found_by_its_code_in_capitals() {
        for (Currency currency : Currency.values()) {
            assertThat(Currency.of(currency.name())).contains(currency);
        }
        assertThat(Currency.of("usd")).isEmpty();
        assertThat(Currency.of("XXX")).isEmpty();
        assertThat(Currency.of("")).isEmpty();
    }

    private static Set<Currency> with(int decimals) {
        Set<Currency> found = EnumSet.noneOf(Currency.class);
        Arrays.stream(Currency.values())
                .filter(currency -> currency.decimals() == decimals)
                .forEach(found::add);
        return found;
    }
}
