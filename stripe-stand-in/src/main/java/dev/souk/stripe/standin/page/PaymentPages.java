package dev.souk.stripe.standin.page;

import dev.souk.stripe.standin.form.FormEncoding;
import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import dev.souk.stripe.standin.payment.Checkout;
import dev.souk.stripe.standin.payment.CheckoutSession;
import dev.souk.stripe.standin.payment.PaymentForm;
import dev.souk.stripe.standin.payment.PaymentOutcome;
import dev.souk.stripe.standin.payment.TestAccount;
import dev.souk.stripe.standin.payment.TestCard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows a session's page and takes its form. */
public final class PaymentPages {
    private final Checkout checkout;
    private final String seller;

    /** @param seller the name at the top of the page */
    public PaymentPages(Checkout checkout, String seller) {
        this.checkout = checkout;
        this.seller = seller;
    }

    public Reply answer(Request request) {
        if (request.segments().size() != 2) {
            return notFound();
        }
        String id = request.segments().getLast();
        try {
            return switch (request.method()) {
                case "GET", "HEAD" ->
                    checkout.find(id)
                            .map(session -> show(session, FormEncoding.flat(request.query())))
                            .orElseGet(PaymentPages::notFound);
                case "POST" -> pay(id, PaymentForm.of(FormEncoding.flat(request.body())));
                default ->
                    Reply.html(405, StatePage.of("Not allowed", "This page is read and submitted, no more.", ""))
                            .with("Allow", "GET, HEAD, POST");
            };
        } catch (InvalidRequest malformed) {
            return Reply.html(400, StatePage.of("That form cannot be read", malformed.text(), ""));
        }
    }

    private Reply show(CheckoutSession session, Map<String, String> query) {
        return session.isOpen()
                ? Reply.html(200, new OpenPage(session, seller, prefilled(query), Map.of(), Optional.empty()).html())
                : Reply.html(200, StatePage.of(session));
    }

    private Reply pay(String id, PaymentForm form) {
        return switch (checkout.pay(id, form)) {
            case PaymentOutcome.Completed done -> Reply.seeOther(done.session().successUrl());
            case PaymentOutcome.Declined declined ->
                Reply.html(
                        402,
                        new OpenPage(
                                        declined.session(),
                                        seller,
                                        form,
                                        Map.of(),
                                        Optional.of(declined.decline().message()))
                                .html());
            case PaymentOutcome.Invalid wrong ->
                Reply.html(422, new OpenPage(wrong.session(), seller, form, wrong.messages(), Optional.empty()).html());
            case PaymentOutcome.NotOpen closed ->
                Reply.html(
                        closed.session().status() == CheckoutSession.Status.EXPIRED ? 410 : 409,
                        StatePage.of(closed.session()));
            case PaymentOutcome.NoSuchSession none -> notFound();
        };
    }

    /** A form filled in with a test card or account, when the address names one: the page's "Fill in" links. */
    private static PaymentForm prefilled(Map<String, String> query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (TestCard card : TestCard.values()) {
            if (card.number().equals(query.get("card"))) {
                PaymentForm form = PaymentForm.card(card.number());
                fields.put("card_number", OpenPage.grouped(form.cardNumber()));
                fields.put("exp", form.expiry());
                fields.put("cvc", form.cvc());
            }
        }
        for (TestAccount account : TestAccount.values()) {
            if (account.number().equals(query.get("account"))) {
                fields.put("payment_method", "bank_debit");
                fields.put("account_number", account.number());
            }
        }
        return PaymentForm.of(fields);
    }

    private static Reply notFound() {
        return Reply.html(
                404,
                StatePage.of(
                        "No such payment", "The link is misspelt, or the stand-in has forgotten this session.", ""));
    }
}
