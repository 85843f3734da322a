package dev.souk.purchases.dispute;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import java.util.List;

/** {@link DisputeFile.Traces} in the tables {@code order_mails} and {@code download_log}, and functions-email's view of what was sent. */
final class SqlTraces implements DisputeFile.Traces {
    private final Sql sql;

    SqlTraces(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Evidence.Mail> mails(OrderId order) {
        return sql.query(
                """
                SELECT m.kind, m.created_at, s.sent_at
                FROM order_mails m LEFT JOIN sent_email_times s ON s.message_id = m.message_id
                WHERE m.order_id = ? ORDER BY m.created_at, m.kind
                """,
                row -> new Evidence.Mail(row.text("kind"), row.instant("created_at"), row.findInstant("sent_at")),
                order);
    }

    @Override
    public List<Evidence.Download> downloads(OrderId order) {
        return sql.query(
                """
                SELECT p.product_id, d.file_id, d.granted_at, d.source_ip, d.user_agent
                FROM purchases p JOIN download_log d ON d.purchase_id = p.id
                WHERE p.order_id = ? ORDER BY d.id
                """,
                row -> new Evidence.Download(
                        new ProductId(row.uuid("product_id")),
                        new FileId(row.uuid("file_id")),
                        row.instant("granted_at"),
                        row.findText("source_ip"),
                        row.findText("user_agent")),
                order);
    }
}
