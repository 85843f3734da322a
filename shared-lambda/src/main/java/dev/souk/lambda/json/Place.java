package dev.souk.lambda.json;

/** Where in a document something stands: {@code items[2].price.amount}; empty for the document itself. */
final class Place {
    private static final int LONGEST_NAME = 100;

    private Place() {}

    /** A name is the caller's own text, of any length. */
    static String inside(String path, String name) {
        String clipped = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return path.isEmpty() ? clipped : path + "." + clipped;
    }

    static String at(String path, int index) {
        return path + "[" + index + "]";
    }
}
