package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmailAddressTest {
    @Test
    void an_address_is_kept_with_its_domain_in_lower_case() {
        assertThat(EmailAddress.parse("Buyer+books@Example.COM"))
                .map(EmailAddress::value)
                .contains("Buyer+books@example.com");
        assertThat(EmailAddress.parse(" a@b.co ")).isPresent();
    }

    @Test
    void what_could_break_a_header_or_is_no_address_is_refused() {
        for (String text : new String[] {
            "",
            "a",
            "@b.co",
            "a@",
            "a@b",
            "a b@c.de",
            "a@b.co\r\nBcc: c@d.ef",
            "a@b.co,c@d.ef",
            "\"a b\"@c.de",
            "a@b@c.de",
            "a..b@c.de",
            "a@-b.co",
            "a@b..co",
            "a\u0000@b.co",
            "ä@b.co",
            "<a@b.co>",
            "a@" + "b".repeat(64) + ".co",
            "a".repeat(65) + "@b.co"
        }) {
            assertThat(EmailAddress.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void an_address_does_not_show_itself_in_a_log() {
        assertThat(new EmailAddress("buyer@example.com").toString()).doesNotContain("buyer");
    }
}
