package dev.souk.embedded.mariadb;

/** What a commit is worth once the machine, or the process that started the database, is gone. */
public enum Durability {
    /** A commit is on the disk when it returns. The database outlives no close, but its data does. */
    KEPT,
    /**
     * Nothing is flushed, and the database is killed, not shut down: several times faster, for data that nobody will want
     * again. It dies with this JVM's orderly exit even if nobody closes it.
     */
    THROWN_AWAY
}
