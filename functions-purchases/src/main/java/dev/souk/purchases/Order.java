package dev.souk.purchases;

import dev.souk.model.EmailAddress;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a buyer asked for and owes.
 *
 * @param buyer empty for a guest
 * @param email where the receipt goes
 * @param page empty while none was opened, and for free orders
 */
public record Order(
        OrderId id,
        Optional<UserId> buyer,
        EmailAddress email,
        OrderState state,
        List<OrderLine> lines,
        Money total,
        Optional<PaymentPage> page,
        Instant createdAt,
        Optional<Instant> paidAt) {
    public Order {
        lines = List.copyOf(lines);
    }
}
