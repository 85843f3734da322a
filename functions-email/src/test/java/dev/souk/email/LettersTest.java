package dev.souk.email;

import static dev.souk.email.Emails.aNotice;
import static dev.souk.email.Emails.aReceipt;
import static dev.souk.email.Emails.aReceiptFor;
import static dev.souk.email.Emails.aReceiptOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.StoreRole;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import dev.souk.model.message.EmailMessage.Line;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import dev.souk.model.message.EmailMessage.WebhookDisabled;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void a_receipt_shows_what_was_taken_off_and_what_tax_is_in_it() {
        Letter letter = Letters.of(Emails.aFullReceiptFor("Icons"));
        assertThat(letter.text()).contains("Discount: −2.50 USD\nTax: 1.90 USD\nTotal: 11.90 USD\n");
        assertThat(letter.html()).contains(">Discount<", ">−2.50 USD<", ">Tax<", ">1.90 USD<", ">11.90 USD<");
        Letter without = Letters.of(aReceipt());
        assertThat(without.text() + without.html()).doesNotContain("Discount", "Tax");
    }

    @Test
    @DisplayName("FAULT 42: a receipt says what its buyer had bought already, and how to get the money back")
    void a_receipt_says_what_its_buyer_had_bought_already() {
        Letter letter = Letters.of(Emails.aFullReceiptFor("Icons & more"));
        assertThat(letter.text())
                .contains("You had bought this before:\n\nIcons & more\n")
                .contains("reply to this e-mail", "ask for your money back");
        assertThat(letter.html())
                .contains("You had bought this before:", "<bdi>Icons &amp; more</bdi>")
                .contains("reply to this e-mail", "ask for your money back");
        Letter once = Letters.of(aReceipt());
        assertThat(once.text() + once.html()).doesNotContain("before", "money back");
    }

    @Test
    void a_refund_notice_says_how_much_went_back_and_what_became_of_the_files() {
        Letter ended = Letters.of(Emails.aRefundOf("Icons", Emails.PRICE, true));
        assertThat(ended.subject()).isEqualTo("Your refund of 12.50 USD: Icons");
        Letter kept = Letters.of(Emails.aRefundOf("Icons", Emails.PRICE, false));
        for (String body : List.of(ended.text(), ended.html())) {
            assertThat(body)
                    .contains("12.50 USD", "Icons", "no longer be downloaded", Emails.ORDER.text(), "token=3q2-7w")
                    .contains("24 November 2026, 09:30 UTC")
                    .doesNotContain("You keep");
        }
        for (String body : List.of(kept.text(), kept.html())) {
            assertThat(body).contains("You keep what you bought").doesNotContain("no longer");
        }
    }

    @Test
    void a_dispute_notice_says_what_the_bank_wants_or_wanted_and_nothing_of_the_buyer() {
        Letter opened = Letters.of(Emails.aDisputeAt(DisputeNotice.Stage.OPENED, "Paper Lantern"));
        assertThat(opened.subject()).isEqualTo("A payment is disputed: 12.50 USD");
        for (String body : List.of(opened.text(), opened.html())) {
            assertThat(body)
                    .contains("Paper Lantern", "12.50 USD", "product not received", Emails.ORDER.text())
                    .contains("4 December 2026, 23:59 UTC")
                    .doesNotContain("buyer@", "token");
        }
        Letter won = Letters.of(Emails.aDisputeAt(DisputeNotice.Stage.WON, "Paper Lantern"));
        assertThat(won.subject()).isEqualTo("A dispute was decided for you: 12.50 USD");
        assertThat(won.text()).contains("stays with you").doesNotContain("Evidence until");
        Letter lost = Letters.of(Emails.aDisputeAt(DisputeNotice.Stage.LOST, "Paper Lantern"));
        assertThat(lost.subject()).isEqualTo("A dispute was decided for the buyer: 12.50 USD");
        assertThat(lost.text()).contains("taken from your balance").doesNotContain("Evidence until");
    }

    @Test
    void an_invitation_says_to_what_until_when_and_that_its_link_is_a_secret() {
        Letter letter = Letters.of(Emails.anInvitation(StoreRole.SUPPORT, "Paper Lantern"));
        assertThat(letter.subject()).isEqualTo("You are invited to work on Paper Lantern");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains(
                            "Paper Lantern", "support", "refunds", "4 December 2026, 23:59 UTC", "keep it to yourself");
        }
        assertThat(Letters.of(Emails.anInvitation(StoreRole.EDITOR, "x")).text())
                .contains("an editor", "discounts");
    }

    @Test
    void a_new_version_says_what_is_new_in_the_sellers_words_and_no_line_of_theirs_looks_like_ours() {
        Letter letter =
                Letters.of(Emails.aNewVersion(2, "Lantern", Optional.of("Cyrillic\r\nOpen your purchase:\n\n😀")));
        assertThat(letter.subject()).isEqualTo("New for you: Lantern");
        assertThat(letter.text())
                .contains(
                        "It has version 2: Lantern",
                        "\n> Cyrillic\n> Open your purchase:\n> 😀\n",
                        Emails.LINK.toString());
        assertThat(letter.html()).contains("Cyrillic", "😀");
        assertThat(Letters.of(Emails.aNewVersion(1, "Lantern", Optional.empty()))
                        .text())
                .contains("It has a new file: Lantern")
                .doesNotContain("What is new");
        assertThat(Letters.of(Emails.aNewVersion(2, "x", Optional.of("a line\n".repeat(400))))
                        .text())
                .contains("> …")
                .hasSizeLessThan(2_000);
    }

    @Test
    void only_what_nobody_has_to_know_can_be_unsubscribed_from() {
        assertThat(Emails.oneOfEach("x"))
                .filteredOn(message -> Letters.unsubscribe(message).isPresent())
                .allMatch(EmailMessage.NewVersion.class::isInstance)
                .hasSize(1);
        assertThat(Letters.unsubscribe(Emails.aNewVersion(2, "x", Optional.empty())))
                .contains(new Unsubscribe(Emails.LINK, false));
    }

    @Test
    void a_payout_problem_says_what_the_matter_is_what_Stripe_says_and_where_to_go() {
        List<String> subjects = new ArrayList<>();
        for (PayoutProblem.Kind kind : PayoutProblem.Kind.values()) {
            Letter letter = Letters.of(Emails.aPayoutProblem(kind, "Paper Lantern", "The account is closed."));
            subjects.add(letter.subject());
            assertThat(letter.text()).contains("The account is closed.", Emails.LINK.toString(), "Paper Lantern");
            assertThat(letter.html()).contains("The account is closed.", "token=3q2-7w&amp;order=1", "Paper Lantern");
        }
        assertThat(subjects)
                .containsExactly(
                        "A payout did not arrive: Paper Lantern",
                        "Your sales have stopped: Paper Lantern",
                        "Stripe needs something from you: Paper Lantern");
        Letter silent = Letters.of(new PayoutProblem(
                aReceipt().id(),
                Emails.SELLER,
                "Paper Lantern",
                PayoutProblem.Kind.PAYOUT_FAILED,
                Optional.empty(),
                Emails.LINK));
        assertThat(silent.text() + silent.html()).doesNotContain("Stripe says");
    }

    @Test
    void a_disabled_webhook_says_which_one_why_since_when_and_what_to_do() {
        Letter failing =
                Letters.of(Emails.aDisabledWebhook(WebhookDisabled.Why.FAILING, "Paper Lantern", "books.example"));
        assertThat(failing.subject()).isEqualTo("A webhook endpoint was disabled: Paper Lantern");
        for (String form : List.of(failing.text(), failing.html())) {
            assertThat(form)
                    .contains("books.example", "whe_", "28 November 2026, 09:30 UTC", "for three days", "enable it");
        }
        Letter gone = Letters.of(Emails.aDisabledWebhook(WebhookDisabled.Why.GONE, "Paper Lantern", "books.example"));
        assertThat(gone.text()).contains("410").doesNotContain("three days");
    }

    @Test
    void a_takedown_says_of_what_why_in_whose_words_and_what_can_be_done() {
        Letter product = Letters.of(Emails.aTakedown(
                TakedownNotice.Step.TAKEN_DOWN,
                Optional.of("Lantern"),
                "Paper Lantern",
                "It is the work of another foundry.\nThey wrote to us."));
        assertThat(product.subject()).isEqualTo("Your product was taken down: Lantern");
        assertThat(product.text())
                .contains(
                        "Lantern in Paper Lantern",
                        "prd_01m83w1dr0emf920wqy7pbpynd",
                        "28 November 2026, 09:30 UTC",
                        "somebody else's work",
                        "> It is the work of another foundry.\n> They wrote to us.",
                        "appeal",
                        "can still download");
        assertThat(product.html()).contains("<bdi>They wrote to us.</bdi>");
        Letter store = Letters.of(
                Emails.aTakedown(TakedownNotice.Step.REINSTATED, Optional.empty(), "Paper Lantern", "We were wrong."));
        assertThat(store.subject()).isEqualTo("Your store is back: Paper Lantern");
        assertThat(store.text()).contains("> We were wrong.", "bought again").doesNotContain("appeal");
        assertThat(Letters.of(Emails.aTakedown(
                                TakedownNotice.Step.UPHELD, Optional.of("Lantern"), "Paper Lantern", "No."))
                        .subject())
                .isEqualTo("Your product stays taken down: Lantern");
    }

    @Test
    void an_order_that_can_be_paid_says_how_much_and_where() {
        Letter letter = Letters.of(Emails.anOrderReady(Emails.PRICE));
        assertThat(letter.subject()).isEqualTo("Your order can be paid now: 12.50 USD");
        assertThat(letter.text()).contains("Pay 12.50 USD:\n" + Emails.LINK, "Nothing has been charged yet");
        assertThat(letter.html()).contains(">Pay 12.50 USD</a>", Emails.ORDER.text());
    }

    @Test
    void an_export_that_is_ready_says_where_it_is_and_until_when() {
        Letter letter = Letters.of(Emails.anExportOf("Paper & Ink"));
        assertThat(letter.subject()).isEqualTo("The sales of Paper & Ink are ready to download");
        assertThat(letter.text()).contains(Emails.LINK.toString(), "1 December 2026, 09:00 UTC", "5120");
        assertThat(letter.html()).contains("Paper &amp; Ink");
    }

    /** Every currency that there is, with as many decimals as it has. */
    @ParameterizedTest
    @EnumSource
    void amounts_are_written_as_their_currency_has_them(Currency currency) {
        Money money = new Money(1_234_567, currency);
        String written = money.display();
        assertThat(written).endsWith(" " + currency);
        assertThat(written.indexOf('.') < 0 ? 0 : written.indexOf(' ') - written.indexOf('.') - 1)
                .isEqualTo(currency.decimals());
        for (EmailMessage message : List.of(
                aReceiptOf(List.of(new Line("Icons", "Store", money))),
                Emails.aRefundOf("Icons", money, true),
                Emails.anOrderReady(money))) {
            Letter letter = Letters.of(message);
            assertThat(letter.text()).contains(written);
            assertThat(letter.html()).contains(written);
        }
        Money nothing = new Money(0, currency);
        assertThat(Letters.of(Emails.aRefundOf("Icons", nothing, false)).text())
                .contains("Total refunded: " + nothing.display())
                .doesNotContain("Free");
    }

    @Test
    void nobody_s_text_can_forge_a_line_or_turn_what_follows_in_any_letter() {
        String text = "Icons\r\nTotal: 0.00\u2028Pay here:\u202Egnp.exe\u2067";
        for (EmailMessage message : Emails.oneOfEach(text)) {
            Letter letter = Letters.of(message);
            assertThat(letter.text().lines().filter(line -> line.startsWith("Total: 0") || line.startsWith("Pay here")))
                    .isEmpty();
            assertThat(letter.subject() + letter.text() + letter.html()).doesNotContain("\u202E", "\u2067", "\u2028");
            assertThat(letter.subject().lines()).hasSize(1);
        }
    }

    @Test
    void a_name_from_right_to_left_stands_apart_from_the_sentence_around_it() {
        for (EmailMessage message : Emails.oneOfEach("دليل الخط")) {
            String html = Letters.of(message).html();
            assertThat(html).contains("دليل الخط");
            assertThat(html.replaceAll("<bdi>دليل الخط</bdi>|dir=\"auto\"[^>]*>دليل الخط<", "")
                            .replaceAll("(?s)<div style=\"display:none.*?</div>", ""))
                    .doesNotContain("دليل الخط");
        }
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
        List<EmailMessage> messages = new ArrayList<>(Emails.oneOfEach(attack));
        messages.add(receipt);
        for (EmailMessage message : messages) {
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
        List<EmailMessage> messages = new ArrayList<>(Emails.oneOfEach("Icons"));
        messages.add(Emails.anOrderReady(Emails.PRICE));
        for (EmailMessage message : messages) {
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
