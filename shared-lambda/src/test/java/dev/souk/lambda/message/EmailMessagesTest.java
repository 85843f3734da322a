package dev.souk.lambda.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.json.Json;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EmailMessagesTest {
    private static final UUID ID = UUID.fromString("0199d5c8-1111-7222-8333-444455556666");
    private static final OrderId ORDER = new OrderId(UUID.fromString("0199d5c8-7777-7888-8999-aaaabbbbcccc"));
    private static final Instant PAID = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final Money PRICE = new Money(1250, Currency.USD);
    private static final URI LINK = URI.create("https://souk.example/p#t=a");
    private static final List<Line> LINES = List.of(
            new Line("Línea \"<b>\"\r\n😀", "Store", PRICE), new Line("Free", "Store", new Money(0, Currency.USD)));
    private static final Receipt RECEIPT = new Receipt(
            ID,
            new EmailAddress("buyer@example.com"),
            ORDER,
            PAID,
            LINES,
            Optional.empty(),
            Optional.empty(),
            PRICE,
            LINK,
            List.of());
    private static final Receipt FULL_RECEIPT = new Receipt(
            ID,
            RECEIPT.to(),
            ORDER,
            PAID,
            LINES,
            Optional.of(new Money(250, Currency.USD)),
            Optional.of(new Money(0, Currency.USD)),
            PRICE,
            LINK,
            List.of("Línea \"<b>\"\r\n😀", ""));
    private static final SaleNotice NOTICE =
            new SaleNotice(ID, new EmailAddress("seller@example.com"), "Store", ORDER, PAID, LINES, PRICE);
    private static final RefundNotice REFUND =
            new RefundNotice(ID, RECEIPT.to(), ORDER, PAID, LINES, PRICE, false, LINK);
    private static final DisputeNotice DISPUTE = new DisputeNotice(
            ID, NOTICE.to(), "Store", ORDER, DisputeNotice.Stage.LOST, PRICE, "fraudulent", Optional.empty());
    private static final DisputeNotice FULL_DISPUTE = new DisputeNotice(
            ID, NOTICE.to(), "Store", ORDER, DisputeNotice.Stage.OPENED, PRICE, "general", Optional.of(PAID));
    private static final PayoutProblem PROBLEM =
            new PayoutProblem(ID, NOTICE.to(), "Store", PayoutProblem.Kind.ACTION_NEEDED, Optional.empty(), LINK);
    private static final PayoutProblem FULL_PROBLEM = new PayoutProblem(
            ID, NOTICE.to(), "Store", PayoutProblem.Kind.PAYOUT_FAILED, Optional.of("The account is closed."), LINK);
    private static final WebhookDisabled DISABLED = new WebhookDisabled(
            ID, NOTICE.to(), "Store", new WebhookEndpointId(ID), "books.example", WebhookDisabled.Why.GONE, PAID);
    private static final TakedownNotice TAKEDOWN = new TakedownNotice(
            ID,
            NOTICE.to(),
            "Store",
            "sto_1",
            Optional.empty(),
            TakedownNotice.Step.UPHELD,
            Violation.SPAM,
            "A line.\nAnother.",
            PAID);
    private static final OrderReady READY = new OrderReady(ID, RECEIPT.to(), ORDER, PRICE, LINK);

    private static final NewVersion VERSION = new NewVersion(
            ID, RECEIPT.to(), ORDER, "Typeface", "Store", "typeface.zip", 2, Optional.empty(), LINK, Optional.empty());
    private static final NewVersion FULL_VERSION = new NewVersion(
            ID,
            RECEIPT.to(),
            ORDER,
            "Typeface",
            "Store",
            "typeface.zip",
            2,
            Optional.of("Cyrillic\n😀"),
            LINK,
            Optional.of(LINK));

    private static final Invitation INVITATION =
            new Invitation(ID, RECEIPT.to(), "Store", StoreRole.EDITOR, PAID, LINK);

    private static final ExportReady EXPORT =
            new ExportReady(ID, RECEIPT.to(), "A store", 5120, Instant.parse("2026-12-01T09:00:00Z"), LINK);

    /** One of each kind, with only what each has to have. */
    private static final List<EmailMessage> KINDS =
            List.of(RECEIPT, NOTICE, REFUND, DISPUTE, PROBLEM, DISABLED, TAKEDOWN, READY, VERSION, INVITATION, EXPORT);

    @Test
    void what_is_written_reads_as_the_same_message() {
        List<EmailMessage> messages = new ArrayList<>(KINDS);
        messages.addAll(List.of(FULL_RECEIPT, FULL_DISPUTE, FULL_PROBLEM, FULL_VERSION));
        for (EmailMessage message : messages) {
            assertThat(EmailMessages.read(EmailMessages.write(message))).isEqualTo(message);
        }
    }

    @Test
    void the_kind_stands_in_the_text_and_names_are_snake_case() {
        assertThat(EmailMessages.write(RECEIPT))
                .contains("\"kind\":\"receipt\"", "\"paid_at\":\"2026-11-24T09:30:00.123456Z\"");
        assertThat(EmailMessages.write(NOTICE))
                .contains("\"kind\":\"sale_notice\"")
                .doesNotContain("link");
    }

    @Test
    void every_field_is_needed() {
        for (EmailMessage message : KINDS) {
            ObjectNode whole = (ObjectNode) Json.tree(EmailMessages.write(message));
            for (String field : whole.propertyNames()) {
                ObjectNode less = whole.deepCopy();
                less.remove(field);
                refused(less.toString(), field);
            }
        }
        refused(EmailMessages.write(RECEIPT).replace("\"amount\":1250,", ""), "amount");
        refused(EmailMessages.write(RECEIPT).replace(",\"currency\":\"USD\"", ""), "currency");
    }

    /** As it was written before receipts said anything of discounts, taxes and what was bought before: some lie on a queue still. */
    @Test
    void a_receipt_of_the_first_shape_is_still_read_and_still_written_so() {
        String text = """
                {"kind":"receipt","id":"0199d5c8-1111-7222-8333-444455556666","to":"buyer@example.com",\
                "order":"%s","paid_at":"2026-11-24T09:30:00.123456Z","lines":[{"title":"Icons","store":"Store",\
                "price":{"amount":1250,"currency":"USD"}}],"total":{"amount":1250,"currency":"USD"},\
                "link":"https://souk.example/p#t=a"}""".formatted(ORDER.text());
        Receipt receipt = (Receipt) EmailMessages.read(text);
        assertThat(receipt.discount()).isEmpty();
        assertThat(receipt.tax()).isEmpty();
        assertThat(receipt.boughtBefore()).isEmpty();
        assertThat(EmailMessages.write(receipt)).isEqualTo(text);
    }

    @Test
    void every_kind_has_a_name_of_its_own() {
        assertThat(KINDS.stream().map(EmailMessages::kind))
                .containsExactly(
                        "receipt",
                        "sale_notice",
                        "refund_notice",
                        "dispute_notice",
                        "payout_problem",
                        "webhook_disabled",
                        "takedown_notice",
                        "order_ready",
                        "new_version",
                        "invitation",
                        "export_ready");
    }

    @Test
    void what_may_be_absent_may_not_be_wrong() {
        refused(EmailMessages.write(FULL_RECEIPT).replace("\"amount\":250", "\"amount\":-250"), "discount");
        refused(
                EmailMessages.write(FULL_RECEIPT).replace("\"bought_before\":[", "\"bought_before\":[1,"),
                "bought_before");
        refused(EmailMessages.write(FULL_DISPUTE).replace("OPENED", "SETTLED"), "stage");
        refused(EmailMessages.write(FULL_DISPUTE).replace("2026-11", "2026-13"), "respond_by");
        refused(EmailMessages.write(FULL_PROBLEM).replace("PAYOUT_FAILED", "OTHER"), "problem");
        refused(EmailMessages.write(READY).replace("https:", "javascript:"), "link");
    }

    @Test
    void what_does_not_belong_is_refused_by_name_and_never_quoted() {
        String receipt = EmailMessages.write(RECEIPT);
        refused("", "kind");
        refused("no json", "message");
        refused("[]", "kind");
        refused("null", "kind");
        refused("{\"kind\":[\"receipt\"]}", "kind");
        refused(receipt.replace("\"kind\":\"receipt\"", "\"kind\":\"newsletter\""), "kind");
        refused(receipt.replace("\"kind\"", "\"more\":1,\"kind\""), "more");
        refused(receipt.replace("buyer@example.com", "buyer@example.com\\r\\nBcc: other@example.com"), "to");
        refused(receipt.replace("https://souk.example/p#t=a", "javascript:alert(1)"), "link");
        refused(receipt.replace("https://souk.example/p#t=a", ""), "link");
        refused(receipt.replace("1250", "-1"), "");
        refused(receipt.replace("USD", "XXX"), "currency");
        refused(
                EmailMessages.write(NOTICE)
                        .replace(
                                "\"kind\":\"sale_notice\"", "\"kind\":\"sale_notice\",\"link\":\"https://a.example/\""),
                "link");
    }

    private static void refused(String text, String field) {
        assertThatThrownBy(() -> EmailMessages.read(text))
                .as("%s", text)
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining(field)
                .message()
                .doesNotContain("example.com", "alert");
    }
}
