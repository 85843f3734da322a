package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void amounts_are_shown_with_the_decimals_of_their_currency() {
        assertThat(new Money(1250, Currency.USD).display()).isEqualTo("12.50 USD");
        assertThat(new Money(5, Currency.EUR).display()).isEqualTo("0.05 EUR");
        assertThat(new Money(1250, Currency.JPY).display()).isEqualTo("1250 JPY");
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
    }
}
