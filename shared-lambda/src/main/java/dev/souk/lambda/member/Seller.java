package dev.souk.lambda.member;

import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody who wants to act for a store, and what they have to be there to do it. A statement asks for it by {@link #MAY}, so that whoever is
 * no longer a member is turned away by the statement itself:
 *
 * <pre>{@code
 * sql.update("UPDATE products SET state = 'draft' WHERE id = ? AND store_id " + Seller.MAY, id, seller.id(), seller.anyOf())
 * }</pre>
 *
 * @param roles of which they need one
 */
public record Seller(UserId id, Set<StoreRole> roles) {
    /**
     * Behind a column with the id of a store: the seller has one of the roles there. It takes two parameters, {@link #id} and {@link #anyOf}. The
     * account has to be granted the view {@code store_members}.
     */
    public static final String MAY =
            "IN (SELECT m.store_id FROM store_members m WHERE m.user_id = ? AND FIND_IN_SET(m.role, ?) > 0)";

    public Seller {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("nobody may do it: the contract has no x-souk-role for this");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /** The roles as {@link #MAY} takes them: {@code owner,editor}. */
    public String anyOf() {
        StringBuilder text = new StringBuilder();
        for (StoreRole role : roles) {
            text.append(text.isEmpty() ? "" : ",").append(role.text());
        }
        return text.toString();
    }

    /** The same person, for something that only these roles may do. */
    public Seller as(StoreRole first, StoreRole... more) {
        return new Seller(id, EnumSet.of(first, more));
    }
}
