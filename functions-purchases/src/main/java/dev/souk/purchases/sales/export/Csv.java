package dev.souk.purchases.sales.export;

import dev.souk.model.Currency;
import dev.souk.purchases.sales.SoldLine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of comma-separated values as RFC 4180 has them: lines end with CR LF, what people wrote is quoted, a quote is doubled. The file is UTF-8
 * and begins with a byte order mark, without which Excel takes it for another encoding. A text that a spreadsheet would work out as a formula
 * gets an apostrophe before it, as OWASP advises ("CSV Injection"): titles and addresses are anybody's.
 */
final class Csv {
    private static final String COLUMNS =
            "\uFEFForder_id,sold_at,state,email,product_id,product,currency,price,discount,"
                    + "discount_code,paid,tax,fee,refunded,net,variant\r\n";

    /** What makes a formula of a text, or a cell end: the wide forms are taken for the narrow ones where those are usual. */
    private static final String DANGEROUS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    static byte[] columns() {
        return COLUMNS.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] row(SoldLine line) {
        List<String> values = List.of(
                line.order().text(),
                line.soldAt().toString(),
                line.state().text(),
                text(line.email().value()),
                line.product().text(),
                text(line.title()),
                line.currency().name(),
                decimal(line.price(), line.currency()),
                decimal(line.discount(), line.currency()),
                text(line.discountCode().orElse("")),
                decimal(line.paid(), line.currency()),
                decimal(line.tax(), line.currency()),
                decimal(line.fee(), line.currency()),
                decimal(line.refunded(), line.currency()),
                decimal(line.net(), line.currency()),
                text(line.variant().orElse("")));
        return (String.join(",", values) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Somebody's text, so that it is that and nothing else. */
    static String text(String value) {
        boolean isFormula = !value.isEmpty() && DANGEROUS.indexOf(value.charAt(0)) >= 0;
        return "\"" + (isFormula ? "'" : "") + value.replace("\"", "\"\"") + "\"";
    }

    /** With as many decimals as the currency has, a point before them, and nothing between thousands: {@code 1234.50}. */
    static String decimal(long amount, Currency currency) {
        return BigDecimal.valueOf(amount, currency.decimals()).toPlainString();
    }
}
