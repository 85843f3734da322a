package dev.souk.email;

import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;

/** The addresses that get no more mail. They are known by a hash alone: nobody's address can be read from them. */
interface SuppressedAddresses {
    static SuppressedAddresses in(Sql sql) {
        return new SqlSuppressedAddresses(sql);
    }

    /** Why an address gets no more mail. */
    enum Reason {
        /** A mail came back, and every other would. */
        BOUNCE,
        /** Whoever reads it called a mail of ours spam. */
        COMPLAINT,
        /** The server that takes mail for it knows no such address. */
        REFUSED
    }

    /** From now on it gets none, however it is written; the first reason stays. */
    void add(EmailAddress address, Reason reason);

    boolean contains(EmailAddress address);
}
