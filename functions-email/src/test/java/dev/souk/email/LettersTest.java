package dev.souk.email;

import static dev.souk.email.Emails.aNotice;
import static dev.souk.email.Emails.aNoticeOf;
import static dev.souk.email.Emails.aReceipt;
import static dev.souk.email.Emails.aReceiptFor;
import static dev.souk.email.Emails.aReceiptOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.Line;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LettersTest {
    @Test
    void a_receipt_says_what_was_bought_and_where_to_open_it() {
        Letter letter = Letters.of(aReceipt());
        assertThat(letter.subject()).isEqualTo("Your purchase: Icons for makers");
        assertThat(letter.text())
                .contains("Icons for makers", "12.50 USD", "Paper Lantern", Emails.LINK.toString(), Emails.ORDER.text())
                .contains("24 November 2026, 09:30 UTC");
        assertThat(letter.html())
                .startsWith("<!doctype html>")
                .contains("Icons for makers", "12.50 USD", "Paper Lantern", Emails.ORDER.text())
                .contains("href=\"https://souk.example/purchases#token=3q2-7w&amp;order=1\"")
                .contains("Open your purchase", "24 November 2026, 09:30 UTC");
    }

    @Test
    void a_sale_notice_says_what_was_sold_and_nothing_of_the_buyer() {
        Letter letter = Letters.of(aNotice());
        assertThat(letter.subject()).isEqualTo("You sold Icons for makers");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("Icons for makers", "12.50 USD", "Paper Lantern", Emails.ORDER.text())
                    .doesNotContain("token", "buyer@", "seller@");
        }
    }

    @Test
    void a_seller_hears_what_keeps_their_money_and_where_to_put_it_right() {
        for (PayoutProblem.Kind kind : PayoutProblem.Kind.values()) {
            Letter letter = Letters.of(new PayoutProblem(
                    aNotice().id(),
                    aNotice().to(),
                    "Paper <Lantern>",
                    kind,
                    Optional.of("account_closed"),
                    URI.create("https://souk.example/payouts.html?store=paper")));
            assertThat(letter.subject()).endsWith(": Paper <Lantern>");
            assertThat(letter.text())
                    .contains("Paper <Lantern>", "account_closed", "https://souk.example/payouts.html?store=paper");
            assertThat(letter.html())
                    .contains("Paper &lt;Lantern&gt;", "href=\"https://souk.example/payouts.html?store=paper\"");
        }
    }

    @Test
    void an_order_of_several_lines_is_named_after_its_first() {
        Line free = new Line("Wallpaper", "", new Money(0, Currency.USD));
        Line yen = new Line("Fonts", "Other store", new Money(980, Currency.JPY));
        Letter letter = Letters.of(aReceiptOf(List.of(free, yen, yen)));
        assertThat(letter.subject()).isEqualTo("Your purchase: Wallpaper and 2 more");
        assertThat(letter.text()).contains("Wallpaper\n    Free\n", "Fonts\n    980 JPY, by Other store\n");
        assertThat(letter.html()).contains(">Free<", ">980 JPY<", "Other store").doesNotContain("<bdi></bdi>");
    }

    @Test
    void markup_in_any_field_is_shown_and_does_nothing() {
        String attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";
        Receipt receipt = new Receipt(
                aReceipt().id(),
                Emails.BUYER,
                Emails.ORDER,
                Emails.PAID,
                List.of(new Line(attack, attack, Emails.PRICE)),
                Optional.of(Emails.PRICE),
                Optional.of(Emails.PRICE),
                Emails.PRICE,
                URI.create("https://souk.example/?a=%22%3E%3Cscript%3E&b='onclick='"),
                List.of(attack));
        for (EmailMessage message : List.of(receipt, aNoticeOf(attack, attack))) {
            Letter letter = Letters.of(message);
            assertThat(letter.html())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(2)&gt;&amp;amp;")
                    .doesNotContain("<script", "<img", "href=\"javascript");
            assertThat(letter.text()).contains(attack);
        }
        assertThat(Letters.of(receipt).html())
                .contains("href=\"https://souk.example/?a=%22%3E%3Cscript%3E&amp;b=&#39;onclick=&#39;\"");
    }

    @Test
    void a_letter_loads_nothing_from_anywhere_and_has_no_other_link() {
        for (EmailMessage message : List.of(aReceipt(), aNotice())) {
            String html = Letters.of(message).html();
            assertThat(html).doesNotContain("<img", "<link", "url(", "src=", "@import", "<form");
            assertThat(html.split("https?://", -1)).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void a_title_of_several_lines_stays_one_line_and_cannot_forge_others() {
        String title = "Icons\r\nBcc: other@example.com\u2028Total: 0.00\u0000\t\u202Egnp.exe";
        Letter letter = Letters.of(aReceiptFor(title));
        assertThat(letter.subject()).isEqualTo("Your purchase: Icons Bcc: other@example.com Total: 0.00 gnp.exe");
        assertThat(letter.text().lines().filter(line -> line.startsWith("Bcc") || line.startsWith("Total: 0")))
                .isEmpty();
        assertThat(letter.html()).doesNotContain("\u202E", "\u2028", "\u0000", "\r");
    }

    @Test
    void any_script_and_any_symbol_is_kept() {
        for (String title :
                List.of("כתיבה בעברית", "دليل الخط", "日本語の書体", "Füße & Œuvres", "👩‍👩‍👧 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿")) {
            Letter letter = Letters.of(aReceiptFor(title));
            assertThat(letter.subject()).isEqualTo("Your purchase: " + title);
            assertThat(letter.text()).contains("\n" + title + "\n");
            assertThat(letter.html()).contains(">" + title.replace("&", "&amp;") + "</div>");
        }
    }

    @Test
    void a_long_title_is_cut_in_the_subject_and_nowhere_else() {
        String title = "😀".repeat(200);
        Letter letter = Letters.of(aReceiptFor(title));
        assertThat(letter.subject()).isEqualTo("Your purchase: " + "😀".repeat(99) + "…");
        assertThat(letter.text()).contains(title);
        assertThat(letter.html()).contains(title);
    }

    @Test
    void a_title_that_shows_nothing_is_called_untitled() {
        assertThat(Letters.of(aReceiptFor(" \u0007\u202A ")).subject()).isEqualTo("Your purchase: (untitled)");
        assertThat(Letters.of(aReceiptFor("a\uD800b")).subject()).isEqualTo("Your purchase: a\uFFFDb");
    }
}
