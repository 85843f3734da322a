package dev.souk.purchases.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentDispositionTest {
    @Test
    void a_plain_name_stands_in_both_forms() {
        assertThat(ContentDisposition.attachment("book.pdf"))
                .isEqualTo("attachment; filename=\"book.pdf\"; filename*=UTF-8''book.pdf");
    }

    @Test
    void any_unicode_name_is_kept_and_has_an_ascii_stand_in() {
        assertThat(ContentDisposition.attachment("Füße 📚 (1).pdf"))
                .isEqualTo("attachment; filename=\"F__e _ (1).pdf\";"
                        + " filename*=UTF-8''F%C3%BC%C3%9Fe%20%F0%9F%93%9A%20%281%29.pdf");
    }

    @Test
    void a_name_cannot_break_out_of_the_header() {
        String header = ContentDisposition.attachment("a\"; filename=b.exe\r\nSet-Cookie: x=y\\%00/é'.pdf");
        assertThat(header).doesNotContain("\r").doesNotContain("\n");
        assertThat(header.chars().filter(c -> c == '"').count()).isEqualTo(2);
        assertThat(header).isASCII();
    }
}
