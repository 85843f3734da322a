package dev.souk.email.transport;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says to RCPT when there is no such address. The same codes are given by servers that we may not send by, or that are set
 * up wrongly, and then every address would be refused: these must lose nothing. So the enhanced code (RFC 3463) decides where there is
 * one, and where there is none, words that speak of us and not of the address.
 */
final class NoSuchAddress {
    private static final Set<Integer> CODES = Set.of(550, 551, 553, 554);

    /** {@code 550 5.1.1 …}, or {@code 550-5.1.1 …} where it takes several lines. */
    private static final Pattern ENHANCED = Pattern.compile("^5\\d\\d[ -]5\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    /** Bad sender's address (5.1.7, 5.1.8), a full mailbox (5.2.2), a message that is too long (5.2.3). */
    private static final Set<String> NOT_OF_THE_ADDRESS = Set.of("1.7", "1.8", "2.2", "2.3");

    private static final Pattern OF_US = Pattern.compile(
            "relay|authenti|log ?in|sender|spam|block|black|reputation|policy|prohibited|not permitted|denied|dns|spf|dkim"
                    + "|dmarc|service|quota|full");

    private NoSuchAddress() {}

    static boolean says(int code, String reply) {
        if (!CODES.contains(code)) {
            return false;
        }
        Matcher enhanced = ENHANCED.matcher(reply);
        if (enhanced.find()) {
            String subject = enhanced.group(1);
            return (subject.equals("1") || subject.equals("2"))
                    && !NOT_OF_THE_ADDRESS.contains(subject + "." + enhanced.group(2));
        }
        return !OF_US.matcher(reply.toLowerCase(Locale.ROOT)).find();
    }
}
