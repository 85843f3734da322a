package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sellers who want their buyers to hear of a version. */
class NoticesTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "notices");

    private final String product = STALL.drafted("seller", STORE, "Lantern typeface");

    @Test
    void it_is_asked_for_once_and_wanted_once_the_file_is_ready() {
        String file = STALL.readyFile("seller", product);
        STALL.database.update("UPDATE product_files SET state = 'scanning' WHERE id = ?", id(file));
        ApiAnswer first = Stall.expect(200, notice("seller", file));
        assertThat(first.text("file_id")).isEqualTo(file);
        assertThat(Stall.expect(200, notice("seller", file)).json()).isEqualTo(first.json());
        assertThat(wanted()).isEmpty();

        STALL.database.update("UPDATE product_files SET state = 'ready' WHERE id = ?", id(file));
        assertThat(wanted()).containsExactly(file);
        STALL.database.update("UPDATE product_files SET withdrawn_at = ? WHERE id = ?", Instant.now(), id(file));
        assertThat(wanted()).isEmpty();
        assertThat(notice("seller", file).status()).as("as before").isEqualTo(200);
    }

    @Test
    void of_what_the_platform_has_taken_off_its_pages_nobody_is_told() {
        String file = STALL.readyFile("seller", product);
        Stall.expect(200, notice("seller", file));
        ProductId id = ProductId.parse(product).orElseThrow();
        STALL.database.update("UPDATE products SET state = 'taken_down', state_before = 'draft' WHERE id = ?", id);
        assertThat(wanted()).isEmpty();
        STALL.database.update("UPDATE products SET state = 'draft', state_before = NULL WHERE id = ?", id);
        STALL.database.update("UPDATE stores SET taken_down_at = ? WHERE id = ?", Instant.now(), STORE);
        assertThat(wanted()).isEmpty();
        STALL.database.update("UPDATE stores SET taken_down_at = NULL WHERE id = ?", STORE);
        assertThat(wanted()).containsExactly(file);
    }

    @Test
    void what_buyers_cannot_get_they_are_not_told_of() {
        String file = STALL.readyFile("seller", product);
        for (String change : List.of(
                "state = 'rejected'",
                "state = 'ready', withdrawn_at = NOW(6)",
                "purpose = 'cover', withdrawn_at = NULL")) {
            STALL.database.update("UPDATE product_files SET " + change + " WHERE id = ?", id(file));
            assertThat(notice("seller", file).code()).as(change).isEqualTo("not_for_buyers");
        }
        assertThat(notice("stranger", file).status()).isEqualTo(404);
        assertThat(notice("seller", "fil_00000000000000000000000000").status()).isEqualTo(404);
        String other = STALL.readyFile("seller", STALL.drafted("seller", STORE, "Another"));
        assertThat(notice("seller", other).status()).isEqualTo(404);
    }

    @Test
    void of_five_that_are_asked_for_at_once_three_are_told_of_and_the_next_a_day_later() {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(STALL.readyFile("seller", product));
        }
        List<ApiAnswer> answers = AtOnce.by(5, i -> notice("seller", files.get(i)));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 200, 200, 409, 409);
        String refused = files.get(answers.indexOf(answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow()));
        assertThat(notice("seller", refused).code()).isEqualTo("too_many_notices");
        STALL.database.update(
                "UPDATE version_notices SET requested_at = ? WHERE product_id = ? ORDER BY requested_at LIMIT 1",
                Instant.now().minus(Duration.ofHours(25)),
                ProductId.parse(product).orElseThrow());
        assertThat(notice("seller", refused).status()).isEqualTo(200);
    }

    private ApiAnswer notice(String seller, String file) {
        return STALL.ask(Stall.as(seller, "POST", "/v1/products/{product_id}/files/{file_id}/notify-buyers")
                .path("product_id", product)
                .path("file_id", file));
    }

    private List<String> wanted() {
        return STALL.database.query(
                "SELECT file_id FROM wanted_notices WHERE product_id = ?",
                row -> new FileId(row.uuid("file_id")).text(),
                ProductId.parse(product).orElseThrow());
    }

    private static FileId id(String text) {
        return FileId.parse(text).orElseThrow();
    }
}
