package dev.souk.users.member;

import dev.souk.users.Invitation;

/** What wanting to write a letter of invitation can end in. */
public sealed interface InviteOutcome {
    /** The letter is on its way. */
    record Invited(Invitation invitation) implements InviteOutcome {}

    /** There is none, or not for who asks. */
    record NoSuchStore() implements InviteOutcome {}

    /** There is none that is open. */
    record NoSuchInvitation() implements InviteOutcome {}

    /** There is an open one for the address. */
    record InvitedAlready() implements InviteOutcome {}

    /** Somebody with the address is a member. */
    record MemberAlready() implements InviteOutcome {}

    /** There are {@value Invite#MOST_OPEN} that are open. */
    record TooMany() implements InviteOutcome {}

    /** This one had {@value Invite#MOST_LETTERS}, or the store's have had {@value Invite#MOST_IN_A_DAY} within a day. */
    record TooManyLetters() implements InviteOutcome {}
}
