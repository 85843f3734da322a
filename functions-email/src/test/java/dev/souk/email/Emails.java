package dev.souk.email;

import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.StoreRole;
import dev.souk.model.Violation;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import dev.souk.model.message.EmailMessage.ExportReady;
import dev.souk.model.message.EmailMessage.Invitation;
import dev.souk.model.message.EmailMessage.Line;
import dev.souk.model.message.EmailMessage.NewVersion;
import dev.souk.model.message.EmailMessage.OrderReady;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.RefundNotice;
import dev.souk.model.message.EmailMessage.SaleNotice;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import dev.souk.model.message.EmailMessage.WebhookDisabled;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages as a paid order makes them, each with an id of its own. */
public final class Emails {
    public static final EmailAddress BUYER = new EmailAddress("buyer@example.com");
    public static final EmailAddress SELLER = new EmailAddress("seller@example.com");
    public static final OrderId ORDER =
            OrderId.parse("ord_01k7awgh8he8h86d24455anskp").orElseThrow();
    public static final Instant PAID = Instant.parse("2026-11-24T09:30:00Z");
    public static final Money PRICE = new Money(1250, Currency.USD);
    public static final URI LINK = URI.create("https://souk.example/purchases#token=3q2-7w&order=1");

    private static final IdSource IDS = IdSource.uuidV7(Clock.systemUTC());

    private Emails() {}

    public static Receipt aReceipt() {
        return aReceiptFor("Icons for makers");
    }

    public static Receipt aReceiptFor(String title) {
        return aReceiptOf(List.of(new Line(title, "Paper Lantern", PRICE)));
    }

    public static Receipt aReceiptOf(List<Line> lines) {
        return new Receipt(
                IDS.next(), BUYER, ORDER, PAID, lines, Optional.empty(), Optional.empty(), PRICE, LINK, List.of());
    }

    public static SaleNotice aNotice() {
        return aNoticeOf("Paper Lantern", "Icons for makers");
    }

    public static SaleNotice aNoticeOf(String store, String title) {
        return new SaleNotice(IDS.next(), SELLER, store, ORDER, PAID, List.of(new Line(title, store, PRICE)), PRICE);
    }

    /** A receipt that says all that receipts can say. */
    public static Receipt aFullReceiptFor(String title) {
        return new Receipt(
                IDS.next(),
                BUYER,
                ORDER,
                PAID,
                List.of(new Line(title, "Paper Lantern", PRICE)),
                Optional.of(new Money(250, Currency.USD)),
                Optional.of(new Money(190, Currency.USD)),
                new Money(1190, Currency.USD),
                LINK,
                List.of(title));
    }

    public static RefundNotice aRefundOf(String title, Money refunded, boolean accessEnded) {
        return new RefundNotice(
                IDS.next(),
                BUYER,
                ORDER,
                PAID,
                List.of(new Line(title, "Paper Lantern", refunded)),
                refunded,
                accessEnded,
                LINK);
    }

    public static DisputeNotice aDisputeAt(DisputeNotice.Stage stage, String store) {
        return new DisputeNotice(
                IDS.next(),
                SELLER,
                store,
                ORDER,
                stage,
                PRICE,
                "product_not_received",
                Optional.of(Instant.parse("2026-12-04T23:59:00Z")));
    }

    public static PayoutProblem aPayoutProblem(PayoutProblem.Kind kind, String store, String detail) {
        return new PayoutProblem(IDS.next(), SELLER, store, kind, Optional.of(detail), LINK);
    }

    public static WebhookDisabled aDisabledWebhook(WebhookDisabled.Why why, String store, String host) {
        return new WebhookDisabled(
                IDS.next(),
                SELLER,
                store,
                new WebhookEndpointId(IDS.next()),
                host,
                why,
                Instant.parse("2026-11-28T09:30:00Z"));
    }

    public static TakedownNotice aTakedown(
            TakedownNotice.Step step, Optional<String> title, String store, String said) {
        return new TakedownNotice(
                IDS.next(),
                SELLER,
                store,
                title.isPresent() ? "prd_01m83w1dr0emf920wqy7pbpynd" : "sto_01m83vyc30f29s4g9bfhzm6pka",
                title,
                step,
                Violation.COPYRIGHT,
                said,
                Instant.parse("2026-11-28T09:30:00Z"));
    }

    public static OrderReady anOrderReady(Money total) {
        return new OrderReady(IDS.next(), BUYER, ORDER, total, LINK);
    }

    public static NewVersion aNewVersion(int number, String text, Optional<String> notes) {
        return new NewVersion(IDS.next(), BUYER, ORDER, text, text, text, number, notes, LINK, Optional.empty());
    }

    public static Invitation anInvitation(StoreRole role, String store) {
        return new Invitation(IDS.next(), BUYER, store, role, Instant.parse("2026-12-04T23:59:00Z"), LINK);
    }

    public static ExportReady anExportOf(String store) {
        return new ExportReady(IDS.next(), SELLER, store, 5120, Instant.parse("2026-12-01T09:00:00Z"), LINK);
    }

    /** One of each kind that there is, with {@code text} wherever somebody's text can stand. */
    public static List<EmailMessage> oneOfEach(String text) {
        List<EmailMessage> each = new ArrayList<>();
        each.add(aFullReceiptFor(text));
        each.add(aNoticeOf(text, text));
        each.add(anExportOf(text));
        each.add(aRefundOf(text, PRICE, true));
        for (DisputeNotice.Stage stage : DisputeNotice.Stage.values()) {
            each.add(aDisputeAt(stage, text));
        }
        for (TakedownNotice.Step step : TakedownNotice.Step.values()) {
            each.add(aTakedown(step, Optional.of(text), text, text));
            each.add(aTakedown(step, Optional.empty(), text, text));
        }
        for (PayoutProblem.Kind kind : PayoutProblem.Kind.values()) {
            each.add(aPayoutProblem(kind, text, text));
        }
        each.add(aNewVersion(2, text, Optional.of(text)));
        each.add(anInvitation(StoreRole.EDITOR, text));
        for (WebhookDisabled.Why why : WebhookDisabled.Why.values()) {
            each.add(aDisabledWebhook(why, text, text));
        }
        return each;
    }

    /** The mail that a message becomes. */
    public static Mail mailOf(Receipt receipt) {
        return new Mail(receipt.id(), receipt.to(), Letters.of(receipt));
    }
}
