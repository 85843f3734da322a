package dev.souk.users.member;

import dev.souk.users.Membership;

/** What accepting an invitation can end in. */
public sealed interface JoinOutcome {
    record Joined(Membership membership) implements JoinOutcome {}

    /** There is no such secret, or it was replaced, revoked, or accepted by somebody else. */
    record Unknown() implements JoinOutcome {}

    /** Its week is over. */
    record Expired() implements JoinOutcome {}

    /** Who has it is the owner, or another member. */
    record MemberAlready() implements JoinOutcome {}
}
