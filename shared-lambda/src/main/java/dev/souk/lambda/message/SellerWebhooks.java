package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEvent;
import dev.souk.model.message.SellerEvent.DisputeClosed;
import dev.souk.model.message.SellerEvent.DisputeOpened;
import dev.souk.model.message.SellerEvent.EndpointTested;
import dev.souk.model.message.SellerEvent.FileReady;
import dev.souk.model.message.SellerEvent.FileRejected;
import dev.souk.model.message.SellerEvent.ReviewWritten;
import dev.souk.model.message.SellerEvent.SaleCompleted;
import dev.souk.model.message.SellerEvent.SaleRefunded;
import dev.souk.model.message.SellerEventType;
import dev.souk.model.message.SellerWebhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SellerWebhook} as it lies on the queue {@code seller-webhooks}, and a {@link SellerEvent} as sellers get it:
 *
 * <pre>{@code
 * {"event": "evt_…", "store": "sto_…", "type": "sale.completed", "payload": "{\"type\": …}"}
 * {"delivery": "whd_…"}
 *
 * {"type": "sale.completed", "timestamp": "2026-11-28T09:30:00Z", "data": {"store_id": "sto_…", "order_id": "ord_…", …}}
 * }</pre>
 */
public final class SellerWebhooks {
    private SellerWebhooks() {}

    /** The event as sellers get it: what is signed, and what is sent. */
    public static String payload(SellerEvent event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", event.type().text());
        payload.put("timestamp", event.at());
        payload.put("data", data(event));
        return Json.write(payload);
    }

    private static Map<String, Object> data(SellerEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("store_id", event.store());
        switch (event) {
            case SaleCompleted sale -> {
                data.put("order_id", sale.order());
                data.put("lines", lines(sale.lines()));
                data.put("total", money(sale.total()));
            }
            case SaleRefunded refund -> {
                data.put("order_id", refund.order());
                data.put("refund_id", refund.refund());
                data.put("lines", lines(refund.lines()));
                data.put("refunded", money(refund.refunded()));
            }
            case DisputeOpened dispute -> {
                data.put("order_id", dispute.order());
                data.put("dispute_id", dispute.dispute());
                data.put("amount", money(dispute.amount()));
                data.put("reason", dispute.reason());
                data.put("respond_by", dispute.respondBy());
            }
            case DisputeClosed dispute -> {
                data.put("order_id", dispute.order());
                data.put("dispute_id", dispute.dispute());
                data.put("amount", money(dispute.amount()));
                data.put("outcome", dispute.won() ? "won" : "lost");
            }
            case FileReady file -> {
                data.put("product_id", file.product());
                data.put("file_id", file.file());
                data.put("purpose", file.purpose());
                data.put("name", file.name());
            }
            case FileRejected file -> {
                data.put("product_id", file.product());
                data.put("file_id", file.file());
                data.put("purpose", file.purpose());
                data.put("name", file.name());
                data.put("rejected_because", file.because());
            }
            case ReviewWritten review -> {
                data.put("product_id", review.product());
                data.put("review_id", review.review());
                data.put("rating", review.rating());
            }
            case EndpointTested test -> data.put("webhook_endpoint_id", test.endpoint());
        }
        return data;
    }

    private static List<Map<String, Object>> lines(List<SellerEvent.Line> lines) {
        return lines.stream()
                .map(line -> {
                    Map<String, Object> written = new LinkedHashMap<>();
                    written.put("product_id", line.product());
                    written.put("title", line.title());
                    line.variant().ifPresent(variant -> written.put("variant", variant(variant)));
                    written.put("amount", money(line.amount()));
                    return written;
                })
                .toList();
    }

    private static Map<String, Object> variant(SellerEvent.Variant variant) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", variant.id());
        written.put("name", variant.name());
        return written;
    }

    private static Map<String, Object> money(Money money) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("amount", money.amount());
        written.put("currency", money.currency());
        return written;
    }

    /** The message as JSON. */
    public static String write(SellerWebhook message) {
        return Json.write(
                switch (message) {
                    case SellerWebhook.Happened happened ->
                        new Wire(
                                happened.event().text(),
                                happened.store().text(),
                                happened.type().text(),
                                happened.payload(),
                                null);
                    case SellerWebhook.Asked asked ->
                        new Wire(null, null, null, null, asked.delivery().text());
                });
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static SellerWebhook read(String text) {
        try {
            Wire wire = Json.read(text, Wire.class);
            if (wire.delivery() != null) {
                return new SellerWebhook.Asked(found("delivery", wire.delivery(), WebhookDeliveryId::parse));
            }
            String payload = wire.payload();
            if (payload == null) {
                throw new UnreadableMessage("payload", "is missing", null);
            }
            return new SellerWebhook.Happened(
                    found("event", wire.event(), WebhookEventId::parse),
                    found("store", wire.store(), StoreId::parse),
                    found("type", wire.type(), SellerEventType::parse),
                    payload);
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "does not say what has happened in a store", e);
        }
    }

    private static <T> T found(String field, @Nullable String text, Function<String, Optional<T>> parse) {
        return Optional.ofNullable(text)
                .flatMap(parse)
                .orElseThrow(() -> new UnreadableMessage(field, "is missing, or none", null));
    }

    record Wire(
            @Nullable String event,
            @Nullable String store,
            @Nullable String type,
            @Nullable String payload,
            @Nullable String delivery) {}
}
