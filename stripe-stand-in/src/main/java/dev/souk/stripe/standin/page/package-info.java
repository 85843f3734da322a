/**
 * The hosted payment page, {@code /pay/<session id>}: plain HTML that works without scripts.
 *
 * <p>A program pays like a person, by POSTing the form ({@code application/x-www-form-urlencoded}) to the same address:
 *
 * <ul>
 *   <li>{@code payment_method}: {@code card} (the default) or {@code bank_debit}
 *   <li>{@code email}: needed unless the session was opened with {@code customer_email}
 *   <li>{@code name}: optional
 *   <li>{@code card_number}, {@code exp} ({@code 12/34}), {@code cvc}: for a card
 *   <li>{@code account_number}: for a bank debit; {@code 000123456789} succeeds later, {@code 000111111113} fails later
 * </ul>
 *
 * <p>Answers: 303 to the session's success URL; 402 with the page when the bank declines, and the session stays open; 422 with the
 * page when fields are wrong; 409 when the session was paid before; 410 when it has expired; 404 when there is none.
 *
 * <pre>{@code
 * curl -i -d email=buyer@example.com -d card_number=4242424242424242 -d exp=12/44 -d cvc=123 "$SESSION_URL"
 * }</pre>
 */
@NullMarked
package dev.souk.stripe.standin.page;

import org.jspecify.annotations.NullMarked;
