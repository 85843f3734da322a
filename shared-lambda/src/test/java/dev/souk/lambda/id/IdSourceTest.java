package dev.souk.lambda.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdSourceTest {
    @Test
    void an_id_is_a_uuid_of_version_7_that_begins_with_the_time() {
        Instant now = Instant.parse("2026-01-31T12:00:00.123Z");
        UUID id = IdSource.uuidV7(Clock.fixed(now, ZoneOffset.UTC)).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void ids_of_one_millisecond_differ_and_those_of_a_later_one_sort_later() {
        IdSource now = IdSource.uuidV7(Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC));
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(now.next());
        }
        assertThat(ids).hasSize(10_000);
        UUID later = IdSource.uuidV7(Clock.fixed(Instant.ofEpochMilli(1001), ZoneOffset.UTC))
                .next();
        assertThat(ids).allSatisfy(id -> assertThat(id.toString()).isLessThan(later.toString()));
    }

    @Test
    void instances_of_one_snapshot_do_not_go_on_with_the_same_source_of_randomness() {
        var before = IdSource.Randomness.source();
        IdSource.Randomness.renew();
        assertThat(IdSource.Randomness.source()).isNotSameAs(before);
    }
}
