package dev.souk.schema.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an account may do to a table or a view.
 *
 * @param on its name
 */
public record Grant(DataOwner to, String on, Set<Verb> verbs) {
    /** Named as the database's own privileges are. */
    public enum Verb {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    public Grant {
        verbs = Collections.unmodifiableSet(EnumSet.copyOf(verbs));
    }

    /** Whoever owns a table may read it. */
    static Grant own(DataOwner owner, String table, Verb... more) {
        EnumSet<Verb> verbs = EnumSet.of(Verb.SELECT);
        verbs.addAll(Arrays.asList(more));
        return new Grant(owner, table, verbs);
    }
}
