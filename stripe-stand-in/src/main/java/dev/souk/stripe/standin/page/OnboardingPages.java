package dev.souk.stripe.standin.page;

import static dev.souk.stripe.standin.page.Html.escape;

import dev.souk.stripe.standin.account.ConnectedAccounts;
import dev.souk.stripe.standin.account.OnboardingForm;
import dev.souk.stripe.standin.account.OnboardingLink;
import dev.souk.stripe.standin.account.OnboardingOutcome;
import dev.souk.stripe.standin.form.FormEncoding;
import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import java.util.Map;

/**
 * The hosted onboarding page, {@code /setup/<link>}: plain HTML that works without scripts.
 *
 * <p>A program fills it in like a person, by POSTing the form to the same address: {@code legal_name} and {@code account_number}
 * ({@code 000123456789} is accepted at once, {@code 000222222227} stays pending), or {@code later} to go back unfinished. Answers: 303
 * to the platform's return URL; 422 with the page when fields are wrong; 303 to its refresh URL when the link is spent, or 410 without
 * one; 404 when there is none.
 */
public final class OnboardingPages {
    private final ConnectedAccounts accounts;
    private final String platform;

    /** @param platform the name at the top of the page */
    public OnboardingPages(ConnectedAccounts accounts, String platform) {
        this.accounts = accounts;
        this.platform = platform;
    }

    public Reply answer(Request request) {
        if (request.segments().size() != 2) {
            return notFound();
        }
        String id = request.segments().getLast();
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> accounts.findLink(id).map(this::open).orElseGet(OnboardingPages::notFound);
                case "POST" -> take(id, FormEncoding.flat(request.body()));
                default ->
                    Reply.html(405, StatePage.of("Not allowed", "This page is read and submitted, no more.", ""))
                            .with("Allow", "GET, HEAD, POST");
            };
        } catch (InvalidRequest malformed) {
            return Reply.html(400, StatePage.of("That form cannot be read", malformed.text(), ""));
        }
    }

    private Reply open(OnboardingLink link) {
        return accounts.isOpen(link) ? Reply.html(200, page(link, new OnboardingForm("", ""), Map.of())) : spent(link);
    }

    private Reply take(String id, Map<String, String> fields) {
        OnboardingOutcome outcome =
                fields.containsKey("later") ? accounts.leave(id) : accounts.submit(id, OnboardingForm.of(fields));
        return switch (outcome) {
            case OnboardingOutcome.Returned back -> Reply.seeOther(back.returnUrl());
            case OnboardingOutcome.Wrong wrong -> Reply.html(422, page(wrong.link(), wrong.form(), wrong.messages()));
            case OnboardingOutcome.Expired expired -> spent(expired.link());
            case OnboardingOutcome.NoSuchLink _ -> notFound();
        };
    }

    private static Reply spent(OnboardingLink link) {
        return link.refreshUrl() == null
                ? Reply.html(410, StatePage.of("This link is spent", "Go back to the shop for a new one.", ""))
                : Reply.seeOther(link.refreshUrl());
    }

    private String page(OnboardingLink link, OnboardingForm form, Map<String, String> wrong) {
        return Html.page("Get paid by " + platform, """
                <main>
                <section class="summary" aria-label="What this is for"><div class="inner">
                <p class="seller">%s works with Stripe to pay you</p>
                <p class="total">Get paid</p>
                <p>Tell who you are and where your money goes. Account <code>%s</code></p>
                </div></section>
                <section class="payment" aria-label="Your details"><div class="inner">
                <h1>Your details</h1>
                <form method="post" action="/setup/%s" novalidate>
                %s
                %s
                <button type="submit">Submit</button>
                </form>
                <form method="post" action="/setup/%s"><button type="submit" name="later" value="1">Do this later</button></form>
                <details class="tests" open><summary>Bank accounts to test with</summary>
                <table><thead><tr><th>Number</th><th>What happens</th></tr></thead><tbody>
                <tr><td><code>%s</code></td><td>Money can be received at once</td></tr>
                <tr><td><code>%s</code></td><td>The details are checked first, until a lever decides</td></tr>
                </tbody></table></details>
                </div></section>
                </main>
                """.formatted(
                        escape(platform),
                        escape(link.account()),
                        escape(link.id()),
                        field("legal_name", "Full legal name", form.legalName(), wrong),
                        field("account_number", "Bank account number", form.accountNumber(), wrong),
                        escape(link.id()),
                        OnboardingForm.ACCEPTED,
                        OnboardingForm.CHECKED_FIRST));
    }

    private static String field(String name, String label, String value, Map<String, String> wrong) {
        String message = wrong.get(name);
        return "<div class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"text\" value=\"%s\" autocomplete=\"off\" maxlength=\"200\"%s>%s</div>"
                .formatted(
                        name,
                        label,
                        name,
                        name,
                        escape(value),
                        message == null ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "_wrong\"",
                        message == null
                                ? ""
                                : "<p class=\"wrong\" id=\"" + name + "_wrong\">" + escape(message) + "</p>");
    }

    private static Reply notFound() {
        return Reply.html(
                404, StatePage.of("No such page", "The link is misspelt, or the stand-in has forgotten it.", ""));
    }
}
