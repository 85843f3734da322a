package dev.souk.users;

import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

record SqlProfiles(Sql sql) implements Profiles {
    @Override
    public Profile see(Caller caller, Instant now) {
        Profile profile = find(caller.id()).orElseGet(() -> create(caller, now));
        boolean moved = caller.email().isPresent()
                && !(caller.email().equals(profile.email()) && caller.emailVerified() == profile.emailVerified());
        return moved ? move(caller, now) : profile;
    }

    @Override
    public boolean rename(UserId id, int version, String displayName, Instant now) {
        return sql.update("""
                        UPDATE users SET display_name = ?, updated_at = ?, version = version + 1
                        WHERE id = ? AND version = ?""", displayName, now, id, version) == 1;
    }

    private Profile create(Caller caller, Instant now) {
        try {
            sql.update(
                    """
                    INSERT INTO users
                        (id, issuer, subject, email, email_verified, display_name, version, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)""",
                    caller.id(),
                    caller.issuer(),
                    caller.subject(),
                    caller.email(),
                    caller.emailVerified(),
                    DisplayName.from(caller.name()),
                    now,
                    now);
        } catch (DuplicateKey _) {
            // Another request of theirs was first; both mean the same row.
        }
        return find(caller.id()).orElseThrow();
    }

    private Profile move(Caller caller, Instant now) {
        sql.update("""
                UPDATE users SET email = ?, email_verified = ?, updated_at = ?, version = version + 1
                WHERE id = ?""", caller.email(), caller.emailVerified(), now, caller.id());
        return find(caller.id()).orElseThrow();
    }

    private Optional<Profile> find(UserId id) {
        return sql.first("""
                SELECT id, email, email_verified, display_name, version, created_at, updated_at
                FROM users WHERE id = ?""", SqlProfiles::profile, id);
    }

    private static Profile profile(Row row) throws SQLException {
        return new Profile(
                new UserId(row.uuid("id")),
                row.findText("email").flatMap(EmailAddress::parse),
                row.flag("email_verified"),
                row.text("display_name"),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
