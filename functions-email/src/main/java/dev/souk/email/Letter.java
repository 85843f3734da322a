package dev.souk.email;

/**
 * What an e-mail says, twice over.
 *
 * @param subject one line
 * @param html a whole HTML document, everything in it escaped
 * @param text the same as plain text
 */
public record Letter(String subject, String html, String text) {}
