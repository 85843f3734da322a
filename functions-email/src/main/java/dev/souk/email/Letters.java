package dev.souk.email;

import dev.souk.email.dispute.DisputeLetter;
import dev.souk.email.payout.PayoutProblemLetter;
import dev.souk.email.ready.OrderReadyLetter;
import dev.souk.email.receipt.ReceiptLetter;
import dev.souk.email.refund.RefundLetter;
import dev.souk.email.sale.SaleLetter;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.DisputeNotice;
import dev.souk.model.message.EmailMessage.OrderReady;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.RefundNotice;
import dev.souk.model.message.EmailMessage.SaleNotice;

/** The letter for each kind of message. */
final class Letters {
    private Letters() {}

    static Letter of(EmailMessage message) {
        return switch (message) {
            case Receipt receipt -> ReceiptLetter.of(receipt);
            case SaleNotice notice -> SaleLetter.of(notice);
            case RefundNotice notice -> RefundLetter.of(notice);
            case DisputeNotice notice -> DisputeLetter.of(notice);
            case PayoutProblem problem -> PayoutProblemLetter.of(problem);
            case OrderReady ready -> OrderReadyLetter.of(ready);
        };
    }
}
