package dev.souk.email;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Moments in English words. By hand, since the JDK's formats ask for the words of a language: all of its locales are gone through first,
 * which costs a cold start as much as sending the mail does.
 */
public final class EnglishTime {
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    private EnglishTime() {}

    /** {@code 24 November 2026, 09:30 UTC}. */
    public static String inText(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return utc.getDayOfMonth() + " " + month(utc) + " " + utc.getYear() + ", " + two(utc.getHour()) + ":"
                + two(utc.getMinute()) + " UTC";
    }

    /** As a mail's {@code Date} has it (RFC 5322, 3.3): {@code Tue, 24 Nov 2026 09:30:00 +0000}. */
    public static String inHeader(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return DAYS[utc.getDayOfWeek().getValue() - 1] + ", " + utc.getDayOfMonth() + " "
                + month(utc).substring(0, 3) + " " + utc.getYear() + " " + two(utc.getHour()) + ":"
                + two(utc.getMinute()) + ":" + two(utc.getSecond()) + " +0000";
    }

    private static String month(OffsetDateTime time) {
        return MONTHS[time.getMonthValue() - 1];
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
