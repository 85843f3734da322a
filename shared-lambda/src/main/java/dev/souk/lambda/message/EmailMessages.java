package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EmailMessage} as it lies on the queue {@code emails}:
 *
 * <pre>{@code
 * {"kind": "receipt", "id": "<uuid>", "to": "buyer@example.com", "order": "ord_…", "paid_at": "2026-11-24T09:30:00Z",
 *  "lines": [{"title": "…", "store": "…", "price": {"amount": 1250, "currency": "USD"}}],
 *  "discount": {"amount": 250, "currency": "USD"}, "tax": {"amount": 0, "currency": "USD"},
 *  "total": {"amount": 1000, "currency": "USD"}, "link": "https://…", "bought_before": ["…"]}
 * {"kind": "sale_notice", "id": …, "to": …, "store": "…", "order": …, "paid_at": …, "lines": …, "total": …}
 * {"kind": "refund_notice", "id": …, "to": …, "order": …, "refunded_at": …, "lines": …, "refunded": …, "access_ended": true,
 *  "link": …}
 * {"kind": "dispute_notice", "id": …, "to": …, "store": …, "order": …, "stage": "OPENED", "amount": …, "reason": "…",
 *  "respond_by": …}
 * {"kind": "payout_problem", "id": …, "to": …, "store": …, "problem": "PAYOUT_FAILED", "detail": "…", "link": …}
 * {"kind": "webhook_disabled", "id": …, "to": …, "store": …, "endpoint": "whe_…", "host": "…", "why": "GONE", "disabled_at": …}
 * {"kind": "order_ready", "id": …, "to": …, "order": …, "total": …, "link": …}
 * {"kind": "export_ready", "id": …, "to": …, "store": "…", "rows": 5120, "expires_at": …, "link": …}
 * {"kind": "new_version", "id": …, "to": …, "order": …, "title": "…", "store": "…", "file": "…", "number": 2, "notes": "…", "link": …,
 *  "stop": "https://…"}
 * {"kind": "invitation", "id": …, "to": …, "store": "…", "role": "EDITOR", "expires_at": …, "link": …}
 * }</pre>
 *
 * {@code discount}, {@code tax}, {@code bought_before}, {@code respond_by}, {@code detail}, {@code notes} and {@code stop} are left out when there is nothing to
 * say. Reading is strict: a field that is missing, unknown or of another type fails the message, so that a worker older than the sender
 * leaves it on the queue for its successor instead of sending half of it.
 */
public final class EmailMessages {
    private static final String RECEIPT = "receipt";
    private static final String SALE_NOTICE = "sale_notice";
    private static final String REFUND_NOTICE = "refund_notice";
    private static final String DISPUTE_NOTICE = "dispute_notice";
    private static final String PAYOUT_PROBLEM = "payout_problem";
    private static final String WEBHOOK_DISABLED = "webhook_disabled";
    private static final String TAKEDOWN_NOTICE = "takedown_notice";
    private static final String ORDER_READY = "order_ready";
    private static final String EXPORT_READY = "export_ready";
    private static final String NEW_VERSION = "new_version";
    private static final String INVITATION = "invitation";

    private EmailMessages() {}

    /** The kind of {@code message} as it is written: {@code receipt}, {@code sale_notice} … */
    public static String kind(EmailMessage message) {
        return switch (message) {
            case Receipt _ -> RECEIPT;
            case SaleNotice _ -> SALE_NOTICE;
            case RefundNotice _ -> REFUND_NOTICE;
            case DisputeNotice _ -> DISPUTE_NOTICE;
            case PayoutProblem _ -> PAYOUT_PROBLEM;
            case WebhookDisabled _ -> WEBHOOK_DISABLED;
            case TakedownNotice _ -> TAKEDOWN_NOTICE;
            case OrderReady _ -> ORDER_READY;
            case ExportReady _ -> EXPORT_READY;
            case NewVersion _ -> NEW_VERSION;
            case Invitation _ -> INVITATION;
        };
    }

    /** The message as JSON. */
    public static String write(EmailMessage message) {
        return Json.write(
                switch (message) {
                    case Receipt receipt ->
                        new WireReceipt(
                                RECEIPT,
                                receipt.id(),
                                receipt.to(),
                                receipt.order(),
                                receipt.paidAt(),
                                wire(receipt.lines()),
                                wire(receipt.discount()),
                                wire(receipt.tax()),
                                wire(receipt.total()),
                                receipt.link(),
                                receipt.boughtBefore().isEmpty() ? null : receipt.boughtBefore());
                    case SaleNotice notice ->
                        new WireNotice(
                                SALE_NOTICE,
                                notice.id(),
                                notice.to(),
                                notice.store(),
                                notice.order(),
                                notice.paidAt(),
                                wire(notice.lines()),
                                wire(notice.total()));
                    case RefundNotice refund ->
                        new WireRefund(
                                REFUND_NOTICE,
                                refund.id(),
                                refund.to(),
                                refund.order(),
                                refund.refundedAt(),
                                wire(refund.lines()),
                                wire(refund.refunded()),
                                refund.accessEnded(),
                                refund.link());
                    case DisputeNotice dispute ->
                        new WireDispute(
                                DISPUTE_NOTICE,
                                dispute.id(),
                                dispute.to(),
                                dispute.store(),
                                dispute.order(),
                                dispute.stage(),
                                wire(dispute.amount()),
                                dispute.reason(),
                                dispute.respondBy().orElse(null));
                    case PayoutProblem problem ->
                        new WireProblem(
                                PAYOUT_PROBLEM,
                                problem.id(),
                                problem.to(),
                                problem.store(),
                                problem.kind(),
                                problem.detail().orElse(null),
                                problem.link());
                    case WebhookDisabled disabled ->
                        new WireDisabled(
                                WEBHOOK_DISABLED,
                                disabled.id(),
                                disabled.to(),
                                disabled.store(),
                                disabled.endpoint().text(),
                                disabled.host(),
                                disabled.why(),
                                disabled.disabledAt());
                    case TakedownNotice notice ->
                        new WireTakedown(
                                TAKEDOWN_NOTICE,
                                notice.id(),
                                notice.to(),
                                notice.store(),
                                notice.subject(),
                                notice.title().orElse(null),
                                notice.step(),
                                notice.violation(),
                                notice.said(),
                                notice.at());
                    case OrderReady ready ->
                        new WireReady(
                                ORDER_READY, ready.id(), ready.to(), ready.order(), wire(ready.total()), ready.link());
                    case ExportReady export ->
                        new WireExport(
                                EXPORT_READY,
                                export.id(),
                                export.to(),
                                export.store(),
                                export.rows(),
                                export.expiresAt(),
                                export.link());
                    case NewVersion version ->
                        new WireVersion(
                                NEW_VERSION,
                                version.id(),
                                version.to(),
                                version.order(),
                                version.title(),
                                version.store(),
                                version.file(),
                                version.number(),
                                version.notes().orElse(null),
                                version.link(),
                                version.stop().orElse(null));
                    case Invitation invitation ->
                        new WireInvitation(
                                INVITATION,
                                invitation.id(),
                                invitation.to(),
                                invitation.store(),
                                invitation.role(),
                                invitation.expiresAt(),
                                invitation.link());
                });
    }

    /**
     * The message that {@code text} writes.
     *
     * @throws UnreadableMessage naming the field that is wrong
     */
    public static EmailMessage read(String text) {
        try {
            return switch (Tree.of(text).path("kind").text("")) {
                case RECEIPT -> receipt(Json.read(text, WireReceipt.class));
                case SALE_NOTICE -> notice(Json.read(text, WireNotice.class));
                case REFUND_NOTICE -> refund(Json.read(text, WireRefund.class));
                case DISPUTE_NOTICE -> dispute(Json.read(text, WireDispute.class));
                case PAYOUT_PROBLEM -> problem(Json.read(text, WireProblem.class));
                case WEBHOOK_DISABLED -> disabled(Json.read(text, WireDisabled.class));
                case TAKEDOWN_NOTICE -> takedown(Json.read(text, WireTakedown.class));
                case ORDER_READY -> ready(Json.read(text, WireReady.class));
                case EXPORT_READY -> export(Json.read(text, WireExport.class));
                case NEW_VERSION -> version(Json.read(text, WireVersion.class));
                case INVITATION -> invitation(Json.read(text, WireInvitation.class));
                default -> throw new UnreadableMessage("kind", "is not a kind of e-mail", null);
            };
        } catch (InvalidJson e) {
            boolean isName = e.field().matches("[a-z0-9_.\\[\\]]*");
            // A field that is not called as fields are may be anybody's text, and this ends up in a log.
            throw new UnreadableMessage(
                    isName ? e.field() : "", isName ? e.reason() : "has a field of a strange name", e);
        }
    }

    /** A receipt as it arrives: anything may be missing. */
    record WireReceipt(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable OrderId order,
            @Nullable Instant paidAt,
            @Nullable List<WireLine> lines,
            @Nullable WireMoney discount,
            @Nullable WireMoney tax,
            @Nullable WireMoney total,
            @Nullable URI link,
            @Nullable List<String> boughtBefore) {}

    record WireNotice(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable OrderId order,
            @Nullable Instant paidAt,
            @Nullable List<WireLine> lines,
            @Nullable WireMoney total) {}

    record WireRefund(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable OrderId order,
            @Nullable Instant refundedAt,
            @Nullable List<WireLine> lines,
            @Nullable WireMoney refunded,
            @Nullable Boolean accessEnded,
            @Nullable URI link) {}

    record WireDispute(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable OrderId order,
            DisputeNotice.@Nullable Stage stage,
            @Nullable WireMoney amount,
            @Nullable String reason,
            @Nullable Instant respondBy) {}

    record WireProblem(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            PayoutProblem.@Nullable Kind problem,
            @Nullable String detail,
            @Nullable URI link) {}

    record WireDisabled(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable String endpoint,
            @Nullable String host,
            WebhookDisabled.@Nullable Why why,
            @Nullable Instant disabledAt) {}

    record WireTakedown(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable String subject,
            @Nullable String title,
            TakedownNotice.@Nullable Step step,
            @Nullable Violation violation,
            @Nullable String said,
            @Nullable Instant at) {}

    record WireReady(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable OrderId order,
            @Nullable WireMoney total,
            @Nullable URI link) {}

    record WireVersion(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable OrderId order,
            @Nullable String title,
            @Nullable String store,
            @Nullable String file,
            @Nullable Integer number,
            @Nullable String notes,
            @Nullable URI link,
            @Nullable URI stop) {}

    record WireInvitation(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable StoreRole role,
            @Nullable Instant expiresAt,
            @Nullable URI link) {}

    record WireExport(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable Long rows,
            @Nullable Instant expiresAt,
            @Nullable URI link) {}

    record WireLine(
            @Nullable String title,
            @Nullable String store,
            @Nullable WireMoney price) {}

    record WireMoney(@Nullable Long amount, @Nullable Currency currency) {}

    private static Receipt receipt(WireReceipt wire) {
        return new Receipt(
                present("id", wire.id()),
                present("to", wire.to()),
                present("order", wire.order()),
                present("paid_at", wire.paidAt()),
                lines(wire.lines()),
                maybeMoney("discount", wire.discount()),
                maybeMoney("tax", wire.tax()),
                money("total", wire.total()),
                webAddress("link", present("link", wire.link())),
                wire.boughtBefore() == null ? List.of() : wire.boughtBefore());
    }

    private static SaleNotice notice(WireNotice wire) {
        return new SaleNotice(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("order", wire.order()),
                present("paid_at", wire.paidAt()),
                lines(wire.lines()),
                money("total", wire.total()));
    }

    private static RefundNotice refund(WireRefund wire) {
        return new RefundNotice(
                present("id", wire.id()),
                present("to", wire.to()),
                present("order", wire.order()),
                present("refunded_at", wire.refundedAt()),
                lines(wire.lines()),
                money("refunded", wire.refunded()),
                present("access_ended", wire.accessEnded()),
                webAddress("link", present("link", wire.link())));
    }

    private static DisputeNotice dispute(WireDispute wire) {
        return new DisputeNotice(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("order", wire.order()),
                present("stage", wire.stage()),
                money("amount", wire.amount()),
                present("reason", wire.reason()),
                Optional.ofNullable(wire.respondBy()));
    }

    private static PayoutProblem problem(WireProblem wire) {
        return new PayoutProblem(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("problem", wire.problem()),
                Optional.ofNullable(wire.detail()),
                webAddress("link", present("link", wire.link())));
    }

    private static WebhookDisabled disabled(WireDisabled wire) {
        return new WebhookDisabled(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                WebhookEndpointId.parse(present("endpoint", wire.endpoint()))
                        .orElseThrow(() -> new UnreadableMessage("endpoint", "is no id", null)),
                present("host", wire.host()),
                present("why", wire.why()),
                present("disabled_at", wire.disabledAt()));
    }

    private static TakedownNotice takedown(WireTakedown wire) {
        return new TakedownNotice(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("subject", wire.subject()),
                Optional.ofNullable(wire.title()),
                present("step", wire.step()),
                present("violation", wire.violation()),
                present("said", wire.said()),
                present("at", wire.at()));
    }

    private static OrderReady ready(WireReady wire) {
        return new OrderReady(
                present("id", wire.id()),
                present("to", wire.to()),
                present("order", wire.order()),
                money("total", wire.total()),
                webAddress("link", present("link", wire.link())));
    }

    private static NewVersion version(WireVersion wire) {
        return new NewVersion(
                present("id", wire.id()),
                present("to", wire.to()),
                present("order", wire.order()),
                present("title", wire.title()),
                present("store", wire.store()),
                present("file", wire.file()),
                present("number", wire.number()),
                Optional.ofNullable(wire.notes()),
                webAddress("link", present("link", wire.link())),
                Optional.ofNullable(wire.stop()).map(stop -> webAddress("stop", stop)));
    }

    private static Invitation invitation(WireInvitation wire) {
        return new Invitation(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("role", wire.role()),
                present("expires_at", wire.expiresAt()),
                webAddress("link", present("link", wire.link())));
    }

    private static ExportReady export(WireExport wire) {
        return new ExportReady(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("rows", wire.rows()),
                present("expires_at", wire.expiresAt()),
                webAddress("link", present("link", wire.link())));
    }

    private static List<Line> lines(@Nullable List<WireLine> wire) {
        List<WireLine> lines = present("lines", wire);
        if (lines.isEmpty()) {
            throw new UnreadableMessage("lines", "is empty", null);
        }
        return lines.stream()
                .map(line -> new Line(
                        present("lines.title", line.title()),
                        present("lines.store", line.store()),
                        money("lines.price", line.price())))
                .toList();
    }

    private static Optional<Money> maybeMoney(String field, @Nullable WireMoney wire) {
        return wire == null ? Optional.empty() : Optional.of(money(field, wire));
    }

    private static Money money(String field, @Nullable WireMoney wire) {
        WireMoney money = present(field, wire);
        try {
            return new Money(
                    present(field + ".amount", money.amount()), present(field + ".currency", money.currency()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage(field, "is no amount", e);
        }
    }

    /** A link that a person is to click: {@code javascript:} and its like are not sent to anybody. */
    private static URI webAddress(String field, URI uri) {
        if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            return uri;
        }
        throw new UnreadableMessage(field, "is not a web address", null);
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new UnreadableMessage(field, "is missing", null);
        }
        return value;
    }

    private static List<WireLine> wire(List<Line> lines) {
        return lines.stream()
                .map(line -> new WireLine(line.title(), line.store(), wire(line.price())))
                .toList();
    }

    private static WireMoney wire(Money money) {
        return new WireMoney(money.amount(), money.currency());
    }

    private static @Nullable WireMoney wire(Optional<Money> money) {
        return money.map(EmailMessages::wire).orElse(null);
    }
}
