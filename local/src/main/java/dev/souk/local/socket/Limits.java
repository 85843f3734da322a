package dev.souk.local.socket;

import java.time.Duration;

/**
 * What a connection may do.
 *
 * @param frameBytes of one frame; a message has several when it is longer
 * @param messageBytes of one message, in either direction
 * @param idle after so long without a frame it ends
 * @param longest after so long it ends in any case
 * @param patience how long a function is waited for
 */
public record Limits(int frameBytes, int messageBytes, Duration idle, Duration longest, Duration patience) {
    /** API Gateway's (docs.aws.amazon.com/apigateway, "Amazon API Gateway quotas"). */
    public static final Limits OF_API_GATEWAY =
            new Limits(32 * 1024, 128 * 1024, Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofSeconds(29));
}
