package dev.souk.local.service;

/** Where our services usually listen. */
enum Port {
    DATABASE("database", 3316, "the database", ""),
    QUEUES("queues", 9324, "the queue server", ""),
    BUCKET("bucket", 9090, "the bucket store", ""),
    ISSUER(
            "issuer",
            8090,
            "the sign-in server",
            "Accounts belong to its address, so whoever signs in now is new to the shop."),
    MAIL("mail", 2525, "the mail server", ""),
    LIVE("live", 8091, "the server of WebSockets", ""),
    STRIPE("stripe", 12111, "the Stripe stand-in", "Payment pages opened before are at the old address.");

    private final String key;
    private final int usual;
    private final String described;
    private final String consequence;

    Port(String key, int usual, String described, String consequence) {
        this.key = key;
        this.usual = usual;
        this.described = described;
        this.consequence = consequence;
    }

    String key() {
        return key;
    }

    int usual() {
        return usual;
    }

    String described() {
        return described;
    }

    /** What it means for people when it moves; empty when nothing. */
    String consequence() {
        return consequence;
    }
}
