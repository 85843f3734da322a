package dev.souk.email;

import dev.souk.email.dispute.DisputeLetter;
import dev.souk.email.export.ExportReadyLetter;
import dev.souk.email.invitation.InvitationLetter;
import dev.souk.email.payout.PayoutProblemLetter;
import dev.souk.email.ready.OrderReadyLetter;
import dev.souk.email.receipt.ReceiptLetter;
import dev.souk.email.refund.RefundLetter;
import dev.souk.email.sale.SaleLetter;
import dev.souk.email.takedown.TakedownLetter;
import dev.souk.email.version.NewVersionLetter;
import dev.souk.email.webhook.WebhookDisabledLetter;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import dev.souk.model.message.EmailMessage.ExportReady;
import dev.souk.model.message.EmailMessage.Invitation;
import dev.souk.model.message.EmailMessage.NewVersion;
import dev.souk.model.message.EmailMessage.OrderReady;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.RefundNotice;
import dev.souk.model.message.EmailMessage.SaleNotice;
import dev.souk.model.message.EmailMessage.TakedownNotice;
import dev.souk.model.message.EmailMessage.WebhookDisabled;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The letter for each kind of message. */
final class Letters {
    private Letters() {}

    /** A receipt and a notice, read from the queue's text and written as letters; they go to nobody. */
    static void rehearse() {
        UUID nobody = new UUID(0x7000L, 0x8000_0000_0000_0000L);
        EmailAddress to = EmailAddress.parse("nobody@nowhere.invalid").orElseThrow();
        OrderId order = new OrderId(nobody);
        Money price = new Money(100, Currency.of("USD").orElseThrow());
        List<EmailMessage.Line> lines = List.of(new EmailMessage.Line("priming", "priming", price));
        URI link = URI.create("https://nowhere.invalid");
        for (EmailMessage message : List.of(
                new Receipt(
                        nobody,
                        to,
                        order,
                        Instant.EPOCH,
                        lines,
                        Optional.empty(),
                        Optional.empty(),
                        price,
                        link,
                        List.of()),
                new SaleNotice(nobody, to, "priming", order, Instant.EPOCH, lines, price))) {
            var _ = of(EmailMessages.read(EmailMessages.write(message)));
        }
    }

    static Letter of(EmailMessage message) {
        return switch (message) {
            case Receipt receipt -> ReceiptLetter.of(receipt);
            case SaleNotice notice -> SaleLetter.of(notice);
            case RefundNotice notice -> RefundLetter.of(notice);
            case DisputeNotice notice -> DisputeLetter.of(notice);
            case PayoutProblem problem -> PayoutProblemLetter.of(problem);
            case WebhookDisabled disabled -> WebhookDisabledLetter.of(disabled);
            case TakedownNotice notice -> TakedownLetter.of(notice);
            case OrderReady ready -> OrderReadyLetter.of(ready);
            case ExportReady export -> ExportReadyLetter.of(export);
            case NewVersion version -> NewVersionLetter.of(version);
            case Invitation invitation -> InvitationLetter.of(invitation);
        };
    }

    static Optional<Unsubscribe> unsubscribe(EmailMessage message) {
        return switch (message) {
            case NewVersion version ->
                Optional.of(version.stop()
                        .map(stop -> new Unsubscribe(stop, true))
                        .orElseGet(() -> new Unsubscribe(version.link(), false)));
            case Receipt _,
                    SaleNotice _,
                    RefundNotice _,
                    DisputeNotice _,
                    PayoutProblem _,
                    WebhookDisabled _,
                    TakedownNotice _,
                    OrderReady _,
                    ExportReady _,
                    Invitation _ -> Optional.empty();
        };
    }
}
