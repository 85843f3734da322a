package dev.souk.stripe.standin.page;

import static dev.souk.stripe.standin.page.Html.escape;

import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.Currencies;
import dev.souk.stripe.standin.payment.LineItem;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentMethod;
import dev.souk.stripe.standin.payment.SessionRequest;
import dev.souk.stripe.standin.payment.TestAccount;
import dev.souk.stripe.standin.payment.TestCard;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page of a session that can be paid.
 *
 * @param form what was typed before; the security code is not shown again
 * @param wrong messages by field
 * @param declined what the bank said
 */
record OpenPage(
        CheckoutSession session,
        String seller,
        PaymentForm form,
        Map<String, String> wrong,
        Optional<String> declined) {

    String html() {
        return Html.page("Pay " + total() + " · " + seller, """
                <main>
                <section class="summary" aria-label="What you pay for"><div class="inner">
                %s
                <p class="seller">Pay %s</p>
                <p class="total">%s</p>
                <ul class="items">
                %s</ul>
                %s
                <p class="due"><span>Total due</span><span>%s</span></p>
                </div></section>
                <section class="payment" aria-label="How you pay"><div class="inner">
                %s
                %s
                </div></section>
                </main>
                """.formatted(
                        back(), escape(seller), escape(total()), items(), tax(), escape(total()), payment(), tests()));
    }

    private SessionRequest asked() {
        return session.asked();
    }

    private String money(long amount) {
        return Currencies.format(amount, asked().currency());
    }

    private String total() {
        return money(asked().total());
    }

    private String tax() {
        return asked().automaticTax()
                ? "<p class=\"due\"><span>Tax</span><span>" + escape(money(asked().tax())) + "</span></p>"
                : "";
    }

    private String back() {
        String cancel = asked().cancelUrl();
        return cancel == null
                ? ""
                : "<a class=\"back\" href=\"" + escape(cancel)
                        + "\"><span aria-hidden=\"true\">←</span> Cancel and go back</a>";
    }

    private String items() {
        return asked().lineItems().stream().map(this::item).collect(Collectors.joining());
    }

    private String item(LineItem item) {
        String picture = item.images().stream()
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .findFirst()
                .map(url -> "<img src=\"" + escape(url) + "\" alt=\"\">")
                .orElse("");
        String description = item.description() == null ? "" : "<span>" + escape(item.description()) + "</span>";
        String each = item.quantity() == 1
                ? ""
                : "<span>" + item.quantity() + " × " + escape(money(item.unitAmount())) + "</span>";
        return "<li>%s<div class=\"what\"><b>%s</b>%s%s</div><div class=\"amount\">%s</div></li>\n"
                .formatted(
                        picture,
                        escape(item.name()),
                        description,
                        each.isEmpty() || description.isEmpty() ? each : "<br>" + each,
                        escape(money(item.amount())));
    }

    private String payment() {
        boolean card = asked().paymentMethods().contains(PaymentMethod.CARD);
        boolean debit = asked().paymentMethods().contains(PaymentMethod.BANK_DEBIT);
        return """
                <h1>Payment details</h1>
                %s
                <form method="post" action="/pay/%s" novalidate>
                %s
                %s
                %s
                %s
                <button type="submit">Pay %s</button>
                </form>
                """.formatted(
                        declined.map(why -> "<p class=\"declined\" role=\"alert\">" + escape(why) + "</p>")
                                .orElse(""),
                        escape(session.id()),
                        email(),
                        ways(card, debit),
                        card ? cardFields() : "",
                        debit ? debitFields() : "",
                        escape(total()));
    }

    private String email() {
        String given = asked().customerEmail();
        return given == null
                ? field(
                        "email",
                        "email",
                        "E-mail",
                        form.email(),
                        "autocomplete=\"email\" placeholder=\"you@example.com\"")
                : field("email", "email", "E-mail", given, "readonly");
    }

    private String ways(boolean card, boolean debit) {
        if (!debit) {
            return "<input type=\"hidden\" name=\"payment_method\" value=\"card\">" + complaint("payment_method");
        }
        boolean byDebit = form.isBankDebit() || !card;
        return """
                <fieldset><legend>Payment method</legend><div class="ways">
                %s%s
                </div>%s</fieldset>
                """.formatted(
                        card ? way("by_card", "card", "Card", "", !byDebit) : "",
                        way("by_debit", "bank_debit", "Bank debit", "decided later", byDebit),
                        complaint("payment_method"));
    }

    private static String way(String id, String value, String text, String note, boolean checked) {
        return "<label class=\"way\" for=\"%s\"><input type=\"radio\" id=\"%s\" name=\"payment_method\" value=\"%s\"%s> %s<small>%s</small></label>"
                .formatted(id, id, value, checked ? " checked" : "", text, note);
    }

    private String cardFields() {
        return """
                <div class="card">
                %s
                <div class="pair">
                %s
                %s
                </div>
                %s
                </div>
                """.formatted(
                field(
                        "card_number",
                        "text",
                        "Card number",
                        form.cardNumber(),
                        "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"30\" placeholder=\"1234 1234 1234 1234\""),
                field(
                        "exp",
                        "text",
                        "Expires",
                        form.expiry(),
                        "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\" placeholder=\"MM / YY\""),
                field(
                        "cvc",
                        "text",
                        "Security code",
                        declined.isPresent() || !wrong.isEmpty() ? "" : form.cvc(),
                        "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\" placeholder=\"CVC\""),
                field("name", "text", "Name on card", form.name(), "autocomplete=\"cc-name\" maxlength=\"200\""));
    }

    private String debitFields() {
        return "<div class=\"debit\">"
                + field(
                        "account_number",
                        "text",
                        "Account number",
                        form.accountNumber(),
                        "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"20\" placeholder=\"000123456789\"")
                + "</div>";
    }

    private String field(String name, String type, String label, String value, String attributes) {
        String invalid =
                wrong.containsKey(name) ? " aria-invalid=\"true\" aria-describedby=\"" + name + "_wrong\"" : "";
        return "<div class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\" %s%s>%s</div>"
                .formatted(name, label, name, name, type, escape(value), attributes, invalid, complaint(name));
    }

    private String complaint(String name) {
        String message = wrong.get(name);
        return message == null ? "" : "<p class=\"wrong\" id=\"" + name + "_wrong\">" + escape(message) + "</p>";
    }

    private String tests() {
        String cards = Arrays.stream(TestCard.values())
                .map(card -> row(grouped(card.number()), card.effect(), "card", card.number()))
                .collect(Collectors.joining());
        String accounts = Arrays.stream(TestAccount.values())
                .map(account -> row(account.number(), account.effect(), "account", account.number()))
                .collect(Collectors.joining());
        return """
                <details class="tests" open><summary>Cards and accounts to test with</summary>
                <table><thead><tr><th>Number</th><th>What happens</th><th></th></tr></thead><tbody>
                %s%s</tbody></table>
                <p>Any date to come and any security code will do.</p>
                </details>
                """.formatted(
                        asked().paymentMethods().contains(PaymentMethod.CARD) ? cards : "",
                        asked().paymentMethods().contains(PaymentMethod.BANK_DEBIT) ? accounts : "");
    }

    private static String row(String shown, String effect, String parameter, String number) {
        return "<tr><td><code>%s</code></td><td>%s</td><td><a href=\"?%s=%s\">Fill in</a></td></tr>\n"
                .formatted(shown, escape(effect), parameter, number);
    }

    /** In fours, as on a card. */
    static String grouped(String digits) {
        return digits.replaceAll("(\\d{4})(?=\\d)", "$1 ");
    }
}
