package dev.souk.stripe.standin;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import dev.souk.stripe.standin.payment.PaymentForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A seller who uses Stripe, a stand-in to use, and a place for its webhooks. */
final class Shop implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final VirtualClock clock = VirtualClock.startingAt(NOON);
    final WebhookSink sink = new WebhookSink();
    final StripeStandIn standIn;
    final StripeClient stripe;
    private final HttpClient http = HttpClient.newHttpClient();

    private Shop(Options options) {
        standIn = StripeStandIn.start(options.withClock(clock));
        stripe = client(standIn.secretKey());
    }

    static Shop open() {
        return open(Options.inMemory().withRequestsPerSecond(0));
    }

    static Shop open(Options options) {
        Shop shop = new Shop(options);
        shop.standIn.deliverTo(shop.sink.url());
        return shop;
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(standIn.baseUrl().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    Session session() throws StripeException {
        return stripe.v1().checkout().sessions().create(order("ord_1").build());
    }

    Session session(SessionCreateParams.Builder params) throws StripeException {
        return stripe.v1().checkout().sessions().create(params.build());
    }

    Session again(Session session) throws StripeException {
        return stripe.v1().checkout().sessions().retrieve(session.getId());
    }

    /** An order for $12.50 that was paid by card; gives its charge. */
    Charge paid() throws StripeException {
        return paid(order("ord_1"), PaymentForm.card("4242424242424242"));
    }

    /** An order that somebody paid, by whatever means. */
    Charge paid(SessionCreateParams.Builder order, PaymentForm form) throws StripeException {
        Session session = session(order);
        standIn.pay(session.getId(), form);
        String intent = again(session).getPaymentIntent();
        return charge(stripe.v1().paymentIntents().retrieve(intent).getLatestCharge());
    }

    Charge charge(String id) throws StripeException {
        return stripe.v1()
                .charges()
                .retrieve(
                        id,
                        ChargeRetrieveParams.builder()
                                .addExpand("balance_transaction")
                                .addExpand("refunds")
                                .build());
    }

    /** The types of all events since the start that concern money after a payment, oldest first. */
    List<String> events(String... groups) {
        return standIn.events().reversed().stream()
                .map(log -> log.event().type())
                .filter(type -> List.of(groups).stream().anyMatch(type::startsWith))
                .toList();
    }

    static SessionCreateParams.Builder order(String reference) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(reference)
                .putMetadata("order", reference)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("order", reference)
                        .build())
                .setSuccessUrl("https://shop.example/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.example/cart")
                .addLineItem(item("Field recordings", 1250, "usd", 1));
    }

    static LineItem item(String name, long amount, String currency, long quantity) {
        return LineItem.builder()
                .setQuantity(quantity)
                .setPriceData(PriceData.builder()
                        .setCurrency(currency)
                        .setUnitAmount(amount)
                        .setProductData(ProductData.builder().setName(name).build())
                        .build())
                .build();
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    static Map<String, String> card(String number) {
        return Map.of("email", "buyer@example.com", "card_number", number, "exp", "12/44", "cvc", "123");
    }

    HttpResponse<String> submit(String url, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** To the API, with the key, as curl would. */
    HttpResponse<String> api(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(standIn.baseUrl() + path))
                .header("Authorization", "Bearer " + standIn.secretKey())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> lever(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(standIn.baseUrl() + "/_stand-in" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        standIn.close();
        sink.close();
        http.close();
    }
}
