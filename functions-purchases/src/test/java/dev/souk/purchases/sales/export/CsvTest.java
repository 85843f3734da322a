package dev.souk.purchases.sales.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201"
            })
    void a_text_that_a_spreadsheet_would_work_out_is_made_a_text(String text) {
        assertThat(Csv.text(text)).startsWith("\"'").isEqualTo("\"'" + text.replace("\"", "\"\"") + "\"");
    }

    @Test
    void quotes_commas_and_line_ends_stay_within_their_cell() {
        assertThat(Csv.text("a \"b\", c\r\nd")).isEqualTo("\"a \"\"b\"\", c\r\nd\"");
        assertThat(Csv.text("")).isEqualTo("\"\"");
        assertThat(Csv.text("1=2")).isEqualTo("\"1=2\"");
    }

    @Test
    void amounts_are_numbers_of_the_currency() {
        assertThat(Csv.decimal(123450, Currency.USD)).isEqualTo("1234.50");
        assertThat(Csv.decimal(5, Currency.USD)).isEqualTo("0.05");
        assertThat(Csv.decimal(4000, Currency.JPY)).isEqualTo("4000");
        assertThat(Csv.decimal(1250, Currency.KWD)).isEqualTo("1.250");
    }
}
