package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** "I have paid and got no mail": what the logs say to whoever has the order's id and nothing else. */
@Tag("not-on-localstack") // There the log is CloudWatch's.
class FollowPurchaseTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final Buyer buyer = new Buyer();

    @Test
    void an_order_leads_to_the_trace_of_its_request_and_to_that_of_its_payment_which_goes_on_to_the_mails() {
        Reply order = souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(buyer.cart(shop.product("A book", 700, Shop.bytes("the book"))))
                .ok(201);
        pays(order);
        buyer.getsMail();

        List<JsonNode> lines = linesOf(order, "email.sent", 2);

        String ofTheRequest = traceIdIn(order.header("X-Amzn-Trace-Id"));
        assertThat(traces(lines, "order.placed")).containsExactly(ofTheRequest);
        assertThat(traces(lines, "http.answered")).contains(ofTheRequest);
        Set<String> ofThePayment = traces(lines, "payment_event.taken");
        assertThat(ofThePayment).hasSize(1).doesNotContain(ofTheRequest);
        assertThat(traces(lines, "email.sent")).as("receipt and notice").isEqualTo(ofThePayment);
    }

    @Test
    void a_mail_that_does_not_go_out_is_found_by_the_order_with_why() {
        souk.mailFault("{\"refuse\": 1}");
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        pays(order);

        List<JsonNode> lines = linesOf(order, "message.failed", 1);

        JsonNode failed = lines.stream()
                .filter(line -> line.path("event").asString().equals("message.failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("cause").asString()).contains("MailNotTaken");
        assertThat(traces(lines, "payment_event.taken")).containsExactly(traceOf(failed));
        buyer.getsMail();
    }

    private void pays(Reply order) {
        assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
        buyer.seesPaid(order);
    }

    /** What {@code filter order = "ord_…"} finds, once it finds so many lines of an event. */
    private List<JsonNode> linesOf(Reply order, String event, int times) {
        String id = order.text("id");
        return Target.await(
                event + " is in the log",
                () -> Optional.of(souk.functionLog().stream()
                                .filter(line -> line.path("order").asString("").equals(id))
                                .toList())
                        .filter(lines -> lines.stream()
                                        .filter(line ->
                                                line.path("event").asString().equals(event))
                                        .count()
                                >= times));
    }

    private static Set<String> traces(List<JsonNode> lines, String event) {
        return lines.stream()
                .filter(line -> line.path("event").asString().equals(event))
                .map(FollowPurchaseTest::traceOf)
                .collect(Collectors.toSet());
    }

    private static String traceOf(JsonNode line) {
        return line.path("trace_id").asString("none");
    }

    private static String traceIdIn(String header) {
        return header.substring("Root=".length(), header.indexOf(';'));
    }
}
