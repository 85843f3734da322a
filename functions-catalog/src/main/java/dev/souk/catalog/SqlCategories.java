package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

record SqlCategories(Sql sql) implements Categories {
    @Override
    public List<Category> all() {
        return sql.query("""
                SELECT c.id, c.parent_id, c.name
                FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
                ORDER BY COALESCE(p.position, c.position), c.parent_id IS NOT NULL, c.position""", SqlCategories::category);
    }

    @Override
    public Optional<Category> find(String id) {
        return sql.first("SELECT id, parent_id, name FROM categories WHERE id = ?", SqlCategories::category, id);
    }

    private static Category category(Row row) throws SQLException {
        return new Category(row.text("id"), row.findText("parent_id"), row.text("name"));
    }
}
