package dev.souk.stripe.standin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(25, nanos::get);

    private long taken(int tries) {
        return IntStream.range(0, tries).filter(i -> bucket.take()).count();
    }

    @Test
    void a_second_lets_through_its_number_and_no_more() {
        assertThat(taken(100)).isEqualTo(25);
        nanos.addAndGet(1_000_000_000L);
        assertThat(taken(100)).isEqualTo(25);
    }

    @Test
    void part_of_a_second_lets_through_its_part() {
        taken(25);
        nanos.addAndGet(200_000_000L);
        assertThat(taken(100)).isEqualTo(5);
    }

    @Test
    void a_long_rest_saves_up_no_more_than_a_second() {
        taken(25);
        nanos.addAndGet(60_000_000_000L);
        assertThat(taken(100)).isEqualTo(25);
    }
}
