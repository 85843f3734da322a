package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdTest {
    @Test
    void an_id_reads_back_as_it_was_written() {
        for (UUID value :
                new UUID[] {new UUID(0, 0), new UUID(-1, -1), UUID.randomUUID(), new UUID(1, Long.MIN_VALUE)}) {
            OrderId id = new OrderId(value);
            assertThat(id.text()).matches("ord_[0-9a-hjkmnp-tv-z]{26}");
            assertThat(OrderId.parse(id.text())).contains(id);
        }
    }

    @Test
    void an_id_of_another_kind_or_with_any_slip_is_none() {
        String text = new OrderId(UUID.randomUUID()).text();
        assertThat(ProductId.parse(text)).isEmpty();
        assertThat(OrderId.parse(text + "0")).isEmpty();
        assertThat(OrderId.parse(text.substring(1))).isEmpty();
        assertThat(OrderId.parse(text.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(OrderId.parse("ord_" + "z".repeat(26)))
                .as("more than 128 bits")
                .isEmpty();
        assertThat(OrderId.parse("")).isEmpty();
        assertThat(OrderId.parse("ord_0000000000000000000000000\u0000")).isEmpty();
    }

    @Test
    void the_same_subject_of_the_same_issuer_is_the_same_person() {
        UserId one = UserId.of("https://issuer.example", "42");
        assertThat(one).isEqualTo(UserId.of("https://issuer.example", "42"));
        assertThat(one).isNotEqualTo(UserId.of("https://other.example", "42"));
        assertThat(one).isNotEqualTo(UserId.of("https://issuer.example", "43"));
        assertThat(one.value().version()).isEqualTo(8);
        assertThat(one.value().variant()).isEqualTo(2);
    }
}
