package dev.souk.email;

import dev.souk.email.payout.PayoutLetter;
import dev.souk.email.receipt.ReceiptLetter;
import dev.souk.email.sale.SaleLetter;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.SaleNotice;

/** The letter for each kind of message. */
final class Letters {
    private Letters() {}

    static Letter of(EmailMessage message) {
        return switch (message) {
            case Receipt receipt -> ReceiptLetter.of(receipt);
            case SaleNotice notice -> SaleLetter.of(notice);
            case PayoutProblem problem -> PayoutLetter.of(problem);
            default -> throw new UnsupportedOperationException("no letter yet");
        };
    }
}
