package dev.souk.email.invitation;

import dev.souk.email.EnglishTime;
import dev.souk.email.Letter;
import dev.souk.email.Rendering;
import dev.souk.email.Wording;
import dev.souk.model.StoreRole;
import dev.souk.model.message.EmailMessage.Invitation;

/** Writes to somebody who is to become a member of a store. */
public final class InvitationLetter {
    private InvitationLetter() {}

    /**
     * What the templates show.
     *
     * @param as what they would be: {@code an editor}
     * @param may what that is for
     */
    record View(String store, String as, String may, String until, String link) {}

    public static Letter of(Invitation invitation) {
        View view = new View(
                Wording.line(invitation.store()),
                as(invitation.role()),
                may(invitation.role()),
                EnglishTime.inText(invitation.expiresAt()),
                invitation.link().toASCIIString());
        String html = Rendering.html((out, hooks) -> JtepageGenerated.render(out, hooks, view));
        String text = Rendering.text((out, hooks) -> JtetextGenerated.render(out, hooks, view));
        return new Letter(
                "You are invited to work on " + Wording.inSubject(Wording.title(invitation.store()), 1), html, text);
    }

    private static String as(StoreRole role) {
        return switch (role) {
            case OWNER -> throw new IllegalArgumentException("a store's owner is nobody's to invite");
            case EDITOR -> "an editor";
            case SUPPORT -> "support";
        };
    }

    private static String may(StoreRole role) {
        return switch (role) {
            case OWNER -> throw new IllegalArgumentException("a store's owner is nobody's to invite");
            case EDITOR -> "Editors look after products, files, discounts and the store's page.";
            case SUPPORT -> "Support looks after buyers: their orders, refunds and disputes.";
        };
    }
}
