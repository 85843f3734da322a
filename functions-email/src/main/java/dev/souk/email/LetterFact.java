package dev.souk.email;

/** Something a letter says in a word or two: what it is, and a single line of text, not yet escaped. */
public record LetterFact(String name, String value) {}
