package dev.souk.lambda.auth;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.model.AccessTokenId;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Takes access tokens beside those of the issuer. They are looked up by their hash in the view {@code token_directory}, so one that is revoked is
 * refused from that moment on. In the module's own table of uses each has a row: when it called last, and how much of what it may call it has used
 * up. Both are one conditional update, so a burst from a thousand machines is held to the same limit.
 *
 * <p>The table has the columns {@code token_id, busy_until, last_used_at}; {@code busy_until} is in microseconds since 1970. Each call moves it on by
 * what a call is worth, from now at the earliest, and is refused when that would be further ahead than a burst (the generic cell rate algorithm).
 */
public final class AccessTokens implements TokenVerifier {
    /** Of one token, at one function, in the long run. */
    public static final int CALLS_PER_MINUTE = 300;

    /** And at once after a rest. */
    public static final int BURST = 60;

    private static final long MICROS_PER_CALL = Duration.ofMinutes(1).toNanos() / 1_000 / CALLS_PER_MINUTE;
    private static final long MICROS_PER_BURST = MICROS_PER_CALL * (BURST - 1);
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final String uses;
    private final Database database;
    private final TokenVerifier issuers;
    private final Clock clock;

    /**
     * @param uses the module's table of uses
     * @param issuers checks all other tokens
     */
    public AccessTokens(String uses, Database database, TokenVerifier issuers, Clock clock) {
        this.uses = uses;
        this.database = database;
        this.issuers = issuers;
        this.clock = clock;
    }

    @Override
    public Verdict check(String token) {
        if (!token.startsWith(AccessTokenText.PREFIX)) {
            return issuers.check(token);
        }
        Instant now = clock.instant();
        Optional<Caller> caller = database.first("""
                SELECT token_id, user_id, issuer, subject, email, email_verified, display_name, scopes
                FROM token_directory
                WHERE token_hash = ? AND (expires_at IS NULL OR expires_at > ?)""", AccessTokens::caller, AccessTokenText.hash(token), now);
        if (caller.isEmpty()) {
            return new Verdict.Rejected("no access token, or one that is over");
        }
        AccessTokenId id = caller.get().access().orElseThrow().token();
        return use(id, now) || begin(id, now) || use(id, now)
                ? new Verdict.Genuine(caller.get())
                : new Verdict.Limited(pause(id, now));
    }

    /** False when it may not call now, or never has. */
    private boolean use(AccessTokenId id, Instant now) {
        long micros = micros(now);
        return database.update(
                        "UPDATE " + uses + " SET busy_until = GREATEST(busy_until, ?) + ?, last_used_at = ?"
                                + " WHERE token_id = ? AND busy_until <= ?",
                        micros,
                        MICROS_PER_CALL,
                        now,
                        id,
                        micros + MICROS_PER_BURST)
                == 1;
    }

    /** False when it has called before. */
    private boolean begin(AccessTokenId id, Instant now) {
        try {
            database.update(
                    "INSERT INTO " + uses + " (token_id, busy_until, last_used_at) VALUES (?, ?, ?)",
                    id,
                    micros(now) + MICROS_PER_CALL,
                    now);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    private Duration pause(AccessTokenId id, Instant now) {
        long ahead = database.first(
                                "SELECT busy_until FROM " + uses + " WHERE token_id = ?",
                                row -> row.number("busy_until"),
                                id)
                        .orElse(0L)
                - micros(now)
                - MICROS_PER_BURST;
        // In whole seconds, as the header has it, and never at once.
        return Duration.ofSeconds(Math.max(1, (ahead + MICROS_PER_SECOND - 1) / MICROS_PER_SECOND));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Caller caller(Row row) throws SQLException {
        return new Caller(
                new UserId(row.uuid("user_id")),
                row.text("issuer"),
                row.text("subject"),
                row.findText("email").flatMap(EmailAddress::parse),
                row.flag("email_verified"),
                row.findText("display_name").filter(name -> !name.isEmpty()),
                false,
                Optional.of(new Caller.Access(
                        new AccessTokenId(row.uuid("token_id")),
                        Set.of(row.text("scopes").split(" ")))));
    }
}
