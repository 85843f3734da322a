package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

record SqlVariants(Sql sql) implements Variants {
    @Override
    public Map<ProductId, List<Variant>> of(List<ProductId> products) {
        if (products.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
        List<Variant> all =
                sql.query("""
                SELECT id, product_id, name, description, price_amount, price_currency, pay_what_you_want, suggested_amount, position,
                       state, all_files, version, created_at, updated_at
                FROM product_variants WHERE product_id IN (""" + marks + ") ORDER BY position, id", SqlVariants::variant, products.toArray());
        Map<VariantId, Set<FileId>> lines =
                all.stream().allMatch(each -> each.lines().isEmpty()) ? Map.of() : lines(marks, products.toArray());
        return all.stream()
                .map(each -> each.lines().isEmpty() ? each : with(each, lines.getOrDefault(each.id(), Set.of())))
                .collect(Collectors.groupingBy(Variant::product));
    }

    private Map<VariantId, Set<FileId>> lines(String marks, Object[] products) {
        Map<VariantId, Set<FileId>> lines = new HashMap<>();
        sql.query(
                """
                SELECT l.variant_id, l.line_id
                FROM variant_files l JOIN product_variants v ON v.id = l.variant_id
                WHERE l.removed_at IS NULL AND NOT v.all_files AND v.product_id IN (""" + marks + ")",
                row -> lines.computeIfAbsent(new VariantId(row.uuid("variant_id")), _ -> new HashSet<>())
                        .add(new FileId(row.uuid("line_id"))),
                products);
        return lines;
    }

    @Override
    public Optional<Variant> find(ProductId product, VariantId id) {
        return of(product).stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public void add(Variant variant) {
        sql.update(
                """
                INSERT INTO product_variants
                    (id, product_id, name, description, price_amount, price_currency, pay_what_you_want, suggested_amount, position,
                     state, all_files, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                variant.id(),
                variant.product(),
                variant.name(),
                variant.description(),
                variant.price().amount().amount(),
                variant.price().amount().currency().name(),
                isOpen(variant),
                variant.price().suggested().map(Money::amount),
                variant.position(),
                variant.state().text(),
                variant.lines().isEmpty(),
                variant.version(),
                variant.createdAt(),
                variant.updatedAt());
        variant.lines().orElse(Set.of()).forEach(line -> give(variant.id(), line));
    }

    @Override
    public void change(Variant before, Variant after, List<ProductFile> files, Instant now) {
        sql.update(
                """
                UPDATE product_variants
                SET name = ?, description = ?, price_amount = ?, price_currency = ?, pay_what_you_want = ?, suggested_amount = ?,
                    position = ?, state = ?, all_files = ?, updated_at = ?, version = version + 1
                WHERE id = ? AND version = ?""",
                after.name(),
                after.description(),
                after.price().amount().amount(),
                after.price().amount().currency().name(),
                isOpen(after),
                after.price().suggested().map(Money::amount),
                after.position(),
                after.state().text(),
                after.lines().isEmpty(),
                now,
                before.id(),
                before.version());
        if (after.lines().isPresent() && !after.lines().equals(before.lines())) {
            after.lines().get().forEach(line -> give(after.id(), line));
            Set<FileId> given = new HashSet<>(before.lines()
                    .orElseGet(() -> files.stream()
                            .filter(file -> file.purpose() == FilePurpose.DOWNLOAD)
                            .map(file -> file.version().line())
                            .collect(Collectors.toSet())));
            given.removeAll(after.lines().get());
            given.forEach(line -> giveNoLonger(after.id(), line, now));
        }
    }

    private void give(VariantId variant, FileId line) {
        sql.update("""
                INSERT INTO variant_files (variant_id, line_id) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE removed_at = NULL""", variant, line);
    }

    private void giveNoLonger(VariantId variant, FileId line, Instant now) {
        sql.update("""
                INSERT INTO variant_files (variant_id, line_id, removed_at) VALUES (?, ?, ?)
                ON DUPLICATE KEY UPDATE removed_at = VALUES(removed_at)""", variant, line, now);
    }

    @Override
    public void touch(ProductId product, Instant now) {
        sql.update("UPDATE products SET version = version + 1, updated_at = ? WHERE id = ?", now, product);
        Listings.in(sql).refresh(product);
    }

    private static boolean isOpen(Variant variant) {
        return variant.price().kind() == AskingPrice.Kind.PAY_WHAT_YOU_WANT;
    }

    private static Variant variant(Row row) throws SQLException {
        Currency currency = Currency.valueOf(row.text("price_currency"));
        return new Variant(
                new VariantId(row.uuid("id")),
                new ProductId(row.uuid("product_id")),
                row.text("name"),
                row.text("description"),
                new AskingPrice(
                        new Money(row.number("price_amount"), currency),
                        row.flag("pay_what_you_want") ? AskingPrice.Kind.PAY_WHAT_YOU_WANT : AskingPrice.Kind.FIXED,
                        row.findNumber("suggested_amount").map(amount -> new Money(amount, currency))),
                row.integer("position"),
                VariantState.parse(row.text("state")).orElseThrow(),
                row.flag("all_files") ? Optional.empty() : Optional.of(Set.of()),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static Variant with(Variant variant, Set<FileId> lines) {
        return new Variant(
                variant.id(),
                variant.product(),
                variant.name(),
                variant.description(),
                variant.price(),
                variant.position(),
                variant.state(),
                Optional.of(lines),
                variant.version(),
                variant.createdAt(),
                variant.updatedAt());
    }
}
