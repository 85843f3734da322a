package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import java.util.List;

record SqlCategories(Sql sql) implements Categories {
    @Override
    public List<Category> all() {
        return sql.query("""
                SELECT c.id, c.parent_id, c.name
                FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
                ORDER BY COALESCE(p.position, c.position), c.parent_id IS NOT NULL, c.position""", row -> new Category(row.text("id"), row.findText("parent_id"), row.text("name")));
    }

    @Override
    public boolean has(String id) {
        return sql.first("SELECT id FROM categories WHERE id = ?", row -> row.text("id"), id)
                .isPresent();
    }
}
