package dev.souk.purchases;

import java.util.Optional;

/** Where a request came from, as far as it is known: what a dispute is answered with. */
public record Visit(Optional<String> sourceIp, Optional<String> userAgent) {
    private static final int LONGEST_IP = 45;
    private static final int LONGEST_AGENT = 255;

    public Visit {
        sourceIp = sourceIp.filter(ip -> ip.length() <= LONGEST_IP);
        userAgent = userAgent.map(agent -> agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent);
    }

    public static final Visit UNKNOWN = new Visit(Optional.empty(), Optional.empty());
}
