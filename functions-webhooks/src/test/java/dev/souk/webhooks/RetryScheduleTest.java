package dev.souk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant BEGUN = Instant.parse("2026-11-28T09:00:00Z");

    @Test
    void ten_attempts_lie_within_three_days_and_the_pauses_grow() {
        Instant at = BEGUN;
        Duration before = Duration.ZERO;
        int tries = 1;
        Optional<Instant> next = RetrySchedule.next(tries, BEGUN, at, 0.5);
        while (next.isPresent()) {
            Duration pause = Duration.between(at, next.get());
            assertThat(pause).isGreaterThanOrEqualTo(before);
            before = pause;
            at = next.get();
            next = RetrySchedule.next(++tries, BEGUN, at, 0.5);
        }
        assertThat(tries).isEqualTo(10);
        assertThat(Duration.between(BEGUN, at)).isEqualTo(Duration.ofHours(71).plusMinutes(36));
    }

    @Test
    void a_pause_is_up_to_a_tenth_shorter_or_longer() {
        assertThat(RetrySchedule.next(2, BEGUN, BEGUN, 0)).contains(BEGUN.plus(Duration.ofSeconds(270)));
        assertThat(RetrySchedule.next(2, BEGUN, BEGUN, 1)).contains(BEGUN.plus(Duration.ofSeconds(330)));
    }

    @Test
    void nothing_is_tried_for_longer_than_three_days_however_late_the_attempts_were() {
        Instant late = BEGUN.plus(Duration.ofDays(3));
        assertThat(RetrySchedule.next(2, BEGUN, late.minusSeconds(1), 0.5)).isPresent();
        assertThat(RetrySchedule.next(2, BEGUN, late, 0.5)).isEmpty();
    }
}
