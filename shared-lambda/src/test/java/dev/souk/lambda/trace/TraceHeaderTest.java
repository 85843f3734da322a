package dev.souk.lambda.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
    private static final String ID = "1-5759e988-bd862e3fe1be46a994272793";

    @ParameterizedTest
    @CsvSource({
        "Root=%s, Root=%s",
        "Root=%s;Parent=53995c3f42cd8ad8;Sampled=1, Root=%s;Parent=53995c3f42cd8ad8;Sampled=1",
        "Sampled=0; Root=%s, Root=%s;Sampled=0",
        "Root=%s;Parent=53995c3f42cd8ad8;Sampled=0;Lineage=e4161027:0, Root=%s;Parent=53995c3f42cd8ad8;Sampled=0",
        "Self=1-67891234-12456789abcdef012345678;Root=%s, Root=%s",
        "Root=%s;Parent=nobody;Sampled=?, Root=%s",
        "Root=%s;Sampled=1;Sampled=0, Root=%s;Sampled=0"
    })
    void a_header_is_read_whatever_its_order_and_keeps_what_is_known_of_it(String given, String kept) {
        TraceHeader header = TraceHeader.of(given.formatted(ID)).orElseThrow();
        assertThat(header.traceId()).isEqualTo(ID);
        assertThat(header.text()).isEqualTo(kept.formatted(ID)).hasSizeLessThanOrEqualTo(80);
        assertThat(TraceHeader.of(header.text())).contains(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root=",
                "Root=1-",
                "1-5759e988-bd862e3fe1be46a994272793",
                "Root=2-5759e988-bd862e3fe1be46a994272793",
                "Root=1-5759e988-bd862e3fe1be46a99427279",
                "Root=1-5759e988-bd862e3fe1be46a9942727933",
                "Root=1-5759e988-BD862E3FE1BE46A994272793",
                "Root=1-5759e9888bd862e3fe1be46a994272793",
                "Root=1-5759e98g-bd862e3fe1be46a994272793",
                "Root=1-5759e988-bd862e3fe1be46a99427279\"",
                "Root=1-5759e988-bd862e3fe1be46a99427279\n",
                "Sampled=1;Parent=53995c3f42cd8ad8"
            })
    void what_names_no_trace_is_no_header(String given) {
        assertThat(TraceHeader.of(given)).isEmpty();
    }

    @Test
    void nothing_is_no_header() {
        assertThat(TraceHeader.of((String) null)).isEqualTo(Optional.empty());
    }
}
