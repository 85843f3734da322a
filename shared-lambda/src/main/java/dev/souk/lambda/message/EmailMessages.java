package dev.souk.lambda.message;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
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
import org.jspecify.annotations.Nullable;

/**
 * An {@link EmailMessage} as it lies on the queue {@code emails}:
 *
 * <pre>{@code
 * {"kind": "receipt", "id": "<uuid>", "to": "buyer@example.com", "order": "ord_…", "paid_at": "2026-11-24T09:30:00Z",
 *  "lines": [{"title": "…", "store": "…", "price": {"amount": 1250, "currency": "USD"}}],
 *  "total": {"amount": 1250, "currency": "USD"}, "link": "https://…"}
 * {"kind": "sale_notice", "id": …, "to": …, "store": "…", "order": …, "paid_at": …, "lines": …, "total": …}
 * {"kind": "payout_problem", "id": …, "to": …, "store": "…", "problem": "PAYOUT_FAILED", "detail": "…", "link": "https://…"}
 * }</pre>
 *
 * Reading is strict: a field that is missing, unknown or of another type fails the message, so that a worker older than the sender
 * leaves it on the queue for its successor instead of sending half of it.
 */
public final class EmailMessages {
    private static final String RECEIPT = "receipt";
    private static final String SALE_NOTICE = "sale_notice";
    private static final String PAYOUT_PROBLEM = "payout_problem";

    private EmailMessages() {}

    /** The kind of {@code message} as it is written: {@code receipt}, {@code sale_notice} or {@code payout_problem}. */
    public static String kind(EmailMessage message) {
        return switch (message) {
            case Receipt _ -> RECEIPT;
            case SaleNotice _ -> SALE_NOTICE;
            case PayoutProblem _ -> PAYOUT_PROBLEM;
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
                                wire(receipt.total()),
                                receipt.link());
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
                    case PayoutProblem problem ->
                        new WireProblem(
                                PAYOUT_PROBLEM,
                                problem.id(),
                                problem.to(),
                                problem.store(),
                                problem.kind(),
                                problem.detail().orElse(null),
                                problem.link());
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
                case PAYOUT_PROBLEM -> problem(Json.read(text, WireProblem.class));
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
            @Nullable WireMoney total,
            @Nullable URI link) {}

    record WireNotice(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            @Nullable OrderId order,
            @Nullable Instant paidAt,
            @Nullable List<WireLine> lines,
            @Nullable WireMoney total) {}

    record WireProblem(
            @Nullable String kind,
            @Nullable UUID id,
            @Nullable EmailAddress to,
            @Nullable String store,
            PayoutProblem.@Nullable Kind problem,
            @Nullable String detail,
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
                money("total", wire.total()),
                webAddress("link", present("link", wire.link())));
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

    private static PayoutProblem problem(WireProblem wire) {
        return new PayoutProblem(
                present("id", wire.id()),
                present("to", wire.to()),
                present("store", wire.store()),
                present("problem", wire.problem()),
                Optional.ofNullable(wire.detail()),
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
}
