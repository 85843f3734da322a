package dev.souk.lambda.message;

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
import org.jspecify.annotations.Nullable;

/** An {@link EmailMessage} as JSON has it: when it arrives anything may be missing. Each says what it is written as, and what it means. */
sealed interface EmailJson
        permits ReceiptJson,
                SaleNoticeJson,
                RefundNoticeJson,
                DisputeNoticeJson,
                PayoutProblemJson,
                WebhookDisabledJson,
                TakedownNoticeJson,
                OrderReadyJson,
                ExportReadyJson,
                NewVersionJson,
                InvitationJson {
    /** What kind it says it is. */
    @Nullable
    String kind();

    /**
     * What it says.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    EmailMessage message();

    static EmailJson of(EmailMessage message) {
        return switch (message) {
            case Receipt receipt -> ReceiptJson.of(receipt);
            case SaleNotice saleNotice -> SaleNoticeJson.of(saleNotice);
            case RefundNotice refundNotice -> RefundNoticeJson.of(refundNotice);
            case DisputeNotice disputeNotice -> DisputeNoticeJson.of(disputeNotice);
            case PayoutProblem payoutProblem -> PayoutProblemJson.of(payoutProblem);
            case WebhookDisabled webhookDisabled -> WebhookDisabledJson.of(webhookDisabled);
            case TakedownNotice takedownNotice -> TakedownNoticeJson.of(takedownNotice);
            case OrderReady orderReady -> OrderReadyJson.of(orderReady);
            case ExportReady exportReady -> ExportReadyJson.of(exportReady);
            case NewVersion newVersion -> NewVersionJson.of(newVersion);
            case Invitation invitation -> InvitationJson.of(invitation);
        };
    }

    /**
     * The type of a kind.
     *
     * @throws UnreadableMessage if there is no such kind
     */
    static Class<? extends EmailJson> type(String kind) {
        return switch (kind) {
            case ReceiptJson.KIND -> ReceiptJson.class;
            case SaleNoticeJson.KIND -> SaleNoticeJson.class;
            case RefundNoticeJson.KIND -> RefundNoticeJson.class;
            case DisputeNoticeJson.KIND -> DisputeNoticeJson.class;
            case PayoutProblemJson.KIND -> PayoutProblemJson.class;
            case WebhookDisabledJson.KIND -> WebhookDisabledJson.class;
            case TakedownNoticeJson.KIND -> TakedownNoticeJson.class;
            case OrderReadyJson.KIND -> OrderReadyJson.class;
            case ExportReadyJson.KIND -> ExportReadyJson.class;
            case NewVersionJson.KIND -> NewVersionJson.class;
            case InvitationJson.KIND -> InvitationJson.class;
            default -> throw new UnreadableMessage("kind", "is not a kind of e-mail", null);
        };
    }
}
