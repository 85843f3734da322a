package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import dev.souk.test.TestStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** New versions of files, and those that are withdrawn. */
class VersionsTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "versions");

    private final String product = STALL.drafted("seller", STORE, "Lantern typeface");
    private final String first = ready("typeface.zip", "");

    @Test
    void a_new_version_is_a_new_file_and_takes_the_old_ones_place_on_the_page_once_it_is_ready() {
        Stall.expect(200, STALL.publish("seller", product));
        String second = announced(
                        "typeface-2.zip", ", \"replaces\": \"" + first + "\", \"release_notes\": \"Cyrillic\"")
                .text("file", "id");
        assertThat(onPage()).containsExactly("typeface.zip 1");

        upload(second, "typeface-2.zip");
        assertThat(onPage()).containsExactly("typeface-2.zip 2 Cyrillic");
        ready("typeface-3.zip", ", \"replaces\": \"" + second + "\"");
        assertThat(onPage()).containsExactly("typeface-3.zip 3");
        JsonNode files = STALL.product("seller", product).json().path("files");
        assertThat(files).extracting(file -> file.path("line").asString()).containsOnly(first);
        assertThat(TestStorage.read(product + "/" + first)).isPresent();
        assertThat(deliverable()).containsExactlyInAnyOrder("typeface.zip 1", "typeface-2.zip 2", "typeface-3.zip 3");
    }

    @Test
    void of_many_versions_that_are_announced_at_once_each_has_a_number_of_its_own() {
        List<ApiAnswer> answers =
                AtOnce.by(6, i -> announced("typeface-" + i + ".zip", ", \"replaces\": \"" + first + "\""));
        assertThat(answers)
                .extracting(answer -> answer.json().path("file").path("version").asInt())
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7);
    }

    @Test
    void fault_35_a_version_that_its_seller_withdraws_goes_from_the_page_and_stays_with_who_bought_it() {
        Stall.expect(200, STALL.publish("seller", product));
        assertThat(delete("seller", first).code()).isEqualTo("last_file");
        String second = ready("typeface-2.zip", ", \"replaces\": \"" + first + "\"");
        assertThat(delete("stranger", second).status()).isEqualTo(404);
        assertThat(delete("seller", second).status()).isEqualTo(204);
        assertThat(delete("seller", second).status()).isEqualTo(204);
        assertThat(onPage()).containsExactly("typeface.zip 1");
        assertThat(delete("seller", first).code()).isEqualTo("last_file");
        assertThat(TestStorage.read(product + "/" + second)).isPresent();
        assertThat(deliverable()).containsExactlyInAnyOrder("typeface.zip 1", "typeface-2.zip 2 withdrawn");
    }

    @Test
    void of_two_who_withdraw_the_last_two_at_once_one_is_told_no() {
        ready("other.zip", "");
        Stall.expect(200, STALL.publish("seller", product));
        List<String> ids = new ArrayList<>();
        STALL.product("seller", product)
                .json()
                .path("files")
                .forEach(file -> ids.add(file.path("id").asString()));
        assertThat(ids).hasSize(2);
        assertThat(AtOnce.by(2, i -> delete("seller", ids.get(i))))
                .extracting(ApiAnswer::status)
                .containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void what_has_only_withdrawn_files_is_not_published() {
        assertThat(delete("seller", first).status()).isEqualTo(204);
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
    }

    @Test
    void a_version_is_one_of_a_file_for_the_buyers_of_the_same_product() {
        String other = STALL.readyFile("seller", STALL.drafted("seller", STORE, "Another"));
        for (String wrong : List.of(other, "fil_00000000000000000000000000", "x")) {
            assertThat(announced("x.zip", ", \"replaces\": \"" + wrong + "\"").wrongFields())
                    .containsExactly("replaces");
        }
        assertThat(announced("x.zip", ", \"release_notes\": \"" + "x".repeat(5_001) + "\"")
                        .wrongFields())
                .containsExactly("release_notes");
    }

    private String ready(String name, String more) {
        String file = Stall.expect(201, announced(name, more)).text("file", "id");
        upload(file, name);
        return file;
    }

    private void upload(String file, String name) {
        TestStorage.put(product + "/" + file, "application/zip", name.getBytes(StandardCharsets.UTF_8));
        Stall.expect(200, STALL.complete("seller", product, file));
    }

    /** The bytes of a file are its name. */
    private ApiAnswer announced(String name, String more) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return STALL.announce("seller", product, """
                {"name": "%s", "size": %d, "content_type": "application/zip", "sha256": "%s"%s}""".formatted(
                name, bytes.length, Sha256.of(Sha256.digest().digest(bytes)).hex(), more));
    }

    private ApiAnswer delete(String seller, String file) {
        return STALL.ask(Stall.as(seller, "DELETE", "/v1/products/{product_id}/files/{file_id}")
                .path("product_id", product)
                .path("file_id", file));
    }

    private List<String> onPage() {
        List<String> files = new ArrayList<>();
        STALL.product(product)
                .json()
                .path("files")
                .forEach(file -> files.add((file.path("name").asString() + " "
                                + file.path("version").asInt() + " "
                                + file.path("release_notes").asString(""))
                        .strip()));
        return files;
    }

    private List<String> deliverable() {
        return STALL.database.query(
                "SELECT name, version_number, withdrawn_at FROM deliverables WHERE product_id = (SELECT product_id FROM"
                        + " product_files WHERE id = ?)",
                row -> row.text("name") + " " + row.integer("version_number")
                        + (row.findInstant("withdrawn_at").isPresent() ? " withdrawn" : ""),
                dev.souk.model.FileId.parse(first).orElseThrow());
    }
}
