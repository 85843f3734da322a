package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import java.util.List;
import java.util.Optional;

/** The platform's own tree, two levels deep, in which sellers place their products. It changes by migration. */
public interface Categories {
    static Categories in(Sql sql) {
        return new SqlCategories(sql);
    }

    /** @param parentId of one of the lower level */
    record Category(String id, Optional<String> parentId, String name) {}

    /** All, each behind its parent, in the tree's order. */
    List<Category> all();

    Optional<Category> find(String id);
}
