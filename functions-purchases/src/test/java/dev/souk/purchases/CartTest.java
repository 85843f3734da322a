package dev.souk.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.test.ApiAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cart costs, and what is in the way of ordering it. */
class CartTest {
    private Buying buying;
    private ProductId book;

    @BeforeEach
    void open() {
        buying = new Buying();
        book = buying.market.aProduct("A book", 1250);
    }

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void fault_34_a_price_that_changed_since_it_was_shown_is_told() {
        assertThat(buying.wish(book).at(book, 1250, Currency.USD).ordered().status())
                .isEqualTo(201);
        buying.market.database.update("UPDATE products SET price_amount = 1500 WHERE id = ?", book);
        ApiAnswer changed = buying.wish(book).at(book, 1250, Currency.USD).ordered();
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.code()).isEqualTo("price_changed");
        assertThat(changed.wrongFields()).containsExactly("items[0].price");
        assertThat(changed.text("detail")).contains("15.00 USD");
        assertThat(buying.wish(book).at(book, 1500, Currency.EUR).ordered().code())
                .isEqualTo("price_changed");
        assertThat(buying.market.count("orders")).isEqualTo(1);
    }

    @Test
    void who_may_pay_what_they_want_pays_what_they_name_and_never_less_than_the_least() {
        buying.market.database.update("UPDATE products SET pay_what_you_want = TRUE WHERE id = ?", book);
        ApiAnswer generous = buying.wish(book).at(book, 5000, Currency.USD).ordered();
        assertThat(generous.status()).as(generous.body()).isEqualTo(201);
        assertThat(generous.json().path("total").path("amount").asInt()).isEqualTo(5000);
        assertThat(buying.stored(generous).lines())
                .extracting(OrderLine::charged)
                .containsExactly(5000L);
        assertThat(buying.wish(book)
                        .ordered()
                        .json()
                        .path("total")
                        .path("amount")
                        .asInt())
                .as("who names nothing pays the least")
                .isEqualTo(1250);
        ApiAnswer mean = buying.wish(book).at(book, 1249, Currency.USD).ordered();
        assertThat(mean.status()).isEqualTo(422);
        assertThat(mean.wrongFields()).containsExactly("items[0].price.amount");
        assertThat(mean.text("detail")).contains("12.50 USD");
        assertThat(buying.wish(book).at(book, 5000, Currency.EUR).ordered().code())
                .isEqualTo("price_changed");
    }

    @Test
    void what_may_be_free_is_free_or_what_can_be_charged_and_nothing_in_between() {
        ProductId zine = buying.market.aProduct("A zine", 0);
        buying.market.database.update("UPDATE products SET pay_what_you_want = TRUE WHERE id = ?", zine);
        assertThat(buying.wish(zine).ordered().text("state")).isEqualTo("paid");
        ApiAnswer pennies = buying.wish(zine).at(zine, 10, Currency.USD).ordered();
        assertThat(pennies.status()).isEqualTo(422);
        assertThat(pennies.code()).isEqualTo("total_not_chargeable");
        assertThat(buying.wish(zine).at(zine, 300, Currency.USD).ordered().text("state"))
                .isEqualTo("awaiting_payment");
    }

    @Test
    void a_discount_is_taken_off_what_was_named() {
        buying.aDiscount("HALF", 5000, null);
        buying.market.database.update("UPDATE products SET pay_what_you_want = TRUE WHERE id = ?", book);
        ApiAnswer order =
                buying.wish(book).at(book, 5000, Currency.USD).with("HALF").ordered();
        assertThat(order.json().path("total").path("amount").asInt()).isEqualTo(2500);
    }

    @Test
    void a_share_is_taken_off_each_product_and_stripe_charges_the_rest() {
        buying.aDiscount("SPRING", 1000, null);
        ProductId font = buying.market.aProduct("A font", 999);
        ApiAnswer order = buying.wish(book, font).with("spring").ordered();
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("discount").path("amount").asInt()).isEqualTo(125 + 100);
        assertThat(order.json().path("total").path("amount").asInt()).isEqualTo(1125 + 899);
        assertThat(buying.stored(order).lines()).extracting(OrderLine::charged).containsExactly(1125L, 899L);
        assertThat(buying.stripe.sessions().getFirst().asked().lineItems())
                .extracting(item -> item.unitAmount())
                .containsExactly(1125L, 899L);
    }

    @Test
    void an_amount_is_taken_off_all_products_together_and_never_more_than_they_cost() {
        buying.aDiscount("FIVE", new Money(500, Currency.USD));
        buying.aDiscount("LOTS", new Money(90_000, Currency.USD));
        ProductId font = buying.market.aProduct("A font", 1250);
        assertThat(buying.stored(buying.wish(book, font).with("FIVE").ordered()).lines())
                .extracting(OrderLine::discount)
                .containsExactly(250L, 250L);
        ApiAnswer free = buying.wish(book, font).with("LOTS").ordered();
        assertThat(free.status()).as(free.body()).isEqualTo(201);
        assertThat(free.text("state")).isEqualTo("paid");
        assertThat(free.json().path("total").path("amount").asInt()).isZero();
        assertThat(buying.market.count("discount_uses WHERE state = 'used'")).isEqualTo(1);
        assertThat(buying.stripe.sessions()).hasSize(1);
    }

    @Test
    void a_discount_that_is_unknown_over_or_for_other_things_is_told() {
        buying.aDiscount("OLD", 1000, null);
        buying.aDiscount("EURO", new Money(500, Currency.EUR));
        buying.market.database.update("UPDATE discounts SET ends_at = NOW(6) - INTERVAL 1 HOUR WHERE code = 'OLD'");
        assertRefused(buying.wish(book).with("NOPE").ordered(), 422, "unknown_discount");
        assertRefused(buying.wish(book).with("OLD").ordered(), 422, "discount_not_current");
        assertRefused(buying.wish(book).with("EURO").ordered(), 422, "discount_not_applicable");
        assertThat(buying.market.count("orders")).isZero();
    }

    @Test
    void what_is_left_is_nothing_or_what_stripe_charges() {
        buying.aDiscount("ALMOST", 9800, null);
        ApiAnswer answer = buying.wish(book).with("ALMOST").ordered();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("total_not_chargeable");
        assertThat(answer.text("detail")).contains("0.50 USD");
        assertThat(buying.market.count("discount_uses")).isZero();
    }

    @Test
    void fault_33_of_ten_buyers_at_once_one_gets_the_last_use() throws Exception {
        buying.aDiscount("LAST", 1000, 1);
        int[] number = {0};
        List<ApiAnswer> answers = Buying.atOnce(10, () -> {
            int mine;
            synchronized (number) {
                mine = number[0]++;
            }
            return buying.wish(book)
                    .from("buyer" + mine + "@example.com")
                    .with("LAST")
                    .ordered();
        });
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> assertRefused(answer, 409, "discount_used_up"));
        assertThat(buying.market.count("discount_uses")).isEqualTo(1);
        assertThat(buying.market.count("orders")).isEqualTo(1);
    }

    @Test
    void one_buyer_uses_a_discount_no_more_often_than_one_buyer_may_however_the_address_is_written() {
        buying.aDiscount("ONCE", 1000, null);
        buying.market.database.update("UPDATE discounts SET max_uses_per_buyer = 1");
        assertThat(buying.wish(book).with("ONCE").ordered().status()).isEqualTo(201);
        assertRefused(
                buying.wish(book).from("Buyer@Example.com").with("ONCE").ordered(), 409, "discount_used_up_by_you");
        assertThat(buying.wish(book)
                        .from("other@example.com")
                        .with("ONCE")
                        .ordered()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void fault_13_an_order_that_comes_to_nothing_gives_its_use_back_once() {
        buying.aDiscount("LAST", 1000, 1);
        ApiAnswer first = buying.wish(book).with("LAST").ordered();
        Order order = buying.stored(first);
        for (int i = 0; i < 2; i++) {
            buying.market.database.transaction(tx -> UnpaidOrders.close(tx, order.id(), OrderState.EXPIRED));
        }
        assertThat(buying.wish(book).with("LAST").ordered().status()).isEqualTo(201);
        assertRefused(buying.wish(book).with("LAST").ordered(), 409, "discount_used_up");
    }

    @Test
    void fault_42_of_two_tabs_at_once_one_orders_and_the_other_is_told() throws Exception {
        List<ApiAnswer> answers =
                Buying.atOnce(2, () -> buying.wish(book).by("buyer").ordered());
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(201, 409);
        ApiAnswer made = answers.get(answers.get(0).status() == 201 ? 0 : 1);
        ApiAnswer told = answers.get(answers.get(0).status() == 201 ? 1 : 0);
        assertThat(told.code()).isEqualTo("already_ordered");
        assertThat(told.text("detail")).contains(made.text("id"));
        assertThat(told.wrongFields()).containsExactly("items[0].product_id");
        assertThat(buying.market.count("orders")).isEqualTo(1);
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.wish(book).by("buyer").again().ordered().status()).isEqualTo(201);
        assertThat(buying.wish(book).by("somebody else").ordered().status()).isEqualTo(201);
    }

    @Test
    void fault_42_who_has_it_is_told_and_who_wants_it_again_gets_it() {
        ProductId free = buying.market.aProduct("A sample", 0);
        ApiAnswer had = buying.wish(free).by("buyer").ordered();
        ApiAnswer told = buying.wish(free).by("buyer").ordered();
        assertThat(told.code()).isEqualTo("already_bought");
        assertThat(told.text("detail")).contains(had.text("id"));
        assertThat(buying.wish(free).by("buyer").again().ordered().status()).isEqualTo(201);
    }

    @Test
    void fault_42_an_order_that_came_to_nothing_is_in_nobodys_way() {
        Order order = buying.stored(buying.wish(book).by("buyer").ordered());
        buying.market.database.transaction(tx -> UnpaidOrders.close(tx, order.id(), OrderState.EXPIRED));
        assertThat(buying.wish(book).by("buyer").ordered().status()).isEqualTo(201);
    }

    @Test
    void fault_38_who_cannot_be_paid_sells_nothing_but_may_give() {
        ProductId free = buying.market.aProduct("A sample", 0);
        buying.market.canBePaid(false);
        ApiAnswer refused = buying.wish(free, book).ordered();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("seller_cannot_be_paid");
        assertThat(refused.wrongFields()).containsExactly("items[1].product_id");
        assertThat(buying.wish(free).ordered().status()).isEqualTo(201);
        assertThat(buying.market.count("orders")).isEqualTo(1);
    }

    @Test
    void the_platforms_share_is_the_stores_own_or_the_usual_one() {
        buying.market.variables.put("PLATFORM_FEE_BASIS_POINTS", "700");
        buying.restart();
        assertThat(buying.stored(buying.wish(book).ordered()).lines().getFirst().feeBasisPoints())
                .isEqualTo(700);
        buying.market.database.update("UPDATE stores SET platform_fee_basis_points = 300");
        assertThat(buying.stored(buying.wish(book).ordered()).lines().getFirst().feeBasisPoints())
                .isEqualTo(300);
    }

    @Test
    void stripe_is_asked_for_tax_where_that_is_wanted() {
        buying.market.variables.put("STRIPE_TAX", "exclusive");
        buying.restart();
        assertThat(buying.wish(book).ordered().status()).isEqualTo(201);
        assertThat(buying.stripe.sessions().getFirst().asked().automaticTax()).isTrue();
    }

    private static void assertRefused(ApiAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.wrongFields()).containsExactly("discount_code");
    }
}
