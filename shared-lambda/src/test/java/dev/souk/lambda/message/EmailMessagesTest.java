package dev.souk.lambda.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.json.Json;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.message.EmailMessage;
import dev.souk.model.message.EmailMessage.Line;
import dev.souk.model.message.EmailMessage.PayoutProblem;
import dev.souk.model.message.EmailMessage.Receipt;
import dev.souk.model.message.EmailMessage.SaleNotice;
import java.net.URI;
import java.time.Instant;
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
    private static final List<Line> LINES = List.of(
            new Line("Línea \"<b>\"\r\n😀", "Store", PRICE), new Line("Free", "Store", new Money(0, Currency.USD)));
    private static final Receipt RECEIPT = new Receipt(
            ID,
            new EmailAddress("buyer@example.com"),
            ORDER,
            PAID,
            LINES,
            PRICE,
            URI.create("https://souk.example/p#t=a"));
    private static final SaleNotice NOTICE =
            new SaleNotice(ID, new EmailAddress("seller@example.com"), "Store", ORDER, PAID, LINES, PRICE);

    private static final PayoutProblem PROBLEM = new PayoutProblem(
            ID,
            new EmailAddress("seller@example.com"),
            "Store",
            PayoutProblem.Kind.PAYOUT_FAILED,
            Optional.of("account_closed"),
            URI.create("https://souk.example/payouts.html?store=store"));

    @Test
    void what_is_written_reads_as_the_same_message() {
        PayoutProblem unexplained = new PayoutProblem(
                ID, PROBLEM.to(), "Store", PayoutProblem.Kind.ACTION_NEEDED, Optional.empty(), PROBLEM.link());
        for (EmailMessage message : List.of(RECEIPT, NOTICE, PROBLEM, unexplained)) {
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
        assertThat(EmailMessages.write(PROBLEM))
                .contains("\"kind\":\"payout_problem\"", "\"problem\":\"PAYOUT_FAILED\"");
    }

    @Test
    void every_field_is_needed() {
        for (EmailMessage message : List.of(RECEIPT, NOTICE)) {
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
