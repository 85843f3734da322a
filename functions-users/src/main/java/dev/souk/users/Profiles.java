package dev.souk.users;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.db.Sql;
import dev.souk.model.UserId;
import java.time.Instant;

/** Everybody who has been seen. */
public interface Profiles {
    static Profiles in(Sql sql) {
        return new SqlProfiles(sql);
    }

    /**
     * The profile of {@code caller}, made now if this is the first time; of two first times at once, one makes it. The e-mail address
     * follows the token whenever the token has one, since the issuer knows it better than we do; the display name is taken over
     * once, after that it is its owner's.
     */
    Profile see(Caller caller, Instant now);

    /** True when {@code version} was still the newest; false changes nothing. */
    boolean rename(UserId id, int version, String displayName, Instant now);
}
