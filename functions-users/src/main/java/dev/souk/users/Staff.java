package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;

/** The members of stores. Nothing here changes who the owner is. */
public interface Staff {
    static Staff in(Sql sql) {
        return new SqlStaff(sql);
    }

    /** The owner first, then whoever has been there the longest. */
    List<Member> of(StoreId store);

    /** Whether somebody with this address is among them. */
    boolean includes(StoreId store, EmailAddress email);

    /** False for who is a member already, or the owner. */
    boolean add(StoreId store, UserId user, StoreRole role, Instant now);

    /** False when {@code seller} may not, or there is no such member beside the owner. */
    boolean change(StoreId store, UserId user, StoreRole role, Seller seller);

    /** The same for ending it. */
    boolean remove(StoreId store, UserId user, Seller seller);

    /** False for who is not a member, and for the owner. */
    boolean leave(StoreId store, UserId user);
}
