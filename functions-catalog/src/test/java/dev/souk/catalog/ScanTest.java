package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.AtOnce;
import dev.souk.test.FakeContext;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files between their upload and their buyers, with MariaDB and S3Proxy; what GuardDuty says is written by hand. */
class ScanTest {
    private static final Stall STALL = new Stall(Map.of("FILE_SCAN", "required"));
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    private final Logged log = new Logged();
    private final String product = STALL.drafted("seller", STORE, "Lantern typeface");

    @Test
    void a_file_is_nobodys_until_the_scan_has_found_it_clean() {
        String file = uploaded(STALL, product, Bytes.of("the goods"));
        ApiAnswer taken = STALL.complete("seller", product, file);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.text("state")).isEqualTo("scanning");
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
        assertThat(deliverables(STALL, product)).isZero();

        assertThat(told(STALL, file, "NO_THREATS_FOUND")).isEmpty();
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("ready");
        assertThat(deliverables(STALL, product)).isOne();
        assertThat(STALL.publish("seller", product).status()).isEqualTo(200);
    }

    @Test
    void a_scan_that_is_quicker_than_the_seller_is_not_forgotten() {
        String file = uploaded(STALL, product, Bytes.of("the goods"));
        told(STALL, file, "NO_THREATS_FOUND");
        assertThat(state(STALL, file)).isEqualTo("awaiting_upload");
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("ready");
    }

    /** Red when product and file are not locked: the verdict finds no file in quarantine, and the upload no verdict. */
    @Test
    void whichever_comes_last_of_upload_and_verdict_lets_the_file_out() {
        for (int i = 0; i < 20; i++) {
            String file = uploaded(STALL, product, Bytes.of("goods " + i));
            var _ = AtOnce.by(
                    2,
                    who -> who == 0
                            ? STALL.complete("seller", product, file).status()
                            : told(STALL, file, "NO_THREATS_FOUND").size());
            assertThat(state(STALL, file)).as("file " + i).isEqualTo("ready");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void malware_is_rejected_removed_and_stays_so(boolean completedFirst) {
        String file = uploaded(STALL, product, Bytes.of("harmful"));
        if (completedFirst) {
            assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("scanning");
        }
        assertThat(told(STALL, file, "THREATS_FOUND")).isEmpty();
        assertThat(TestStorage.read(product + "/" + file)).isEmpty();
        told(STALL, file, "NO_THREATS_FOUND");

        ApiAnswer answer = STALL.complete("seller", product, file);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("malware_found");
        JsonNode seen = STALL.product("seller", product).json().path("files").path(0);
        assertThat(seen.path("state").asString()).isEqualTo("rejected");
        assertThat(seen.path("rejected_because").path(0).asString()).isEqualTo("malware");
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
        assertThat(log.of("file_scan.malware").getFirst().path("threats").asString())
                .contains("EICAR");
        assertThat(log.of("file.withdrawn")).isEmpty();
    }

    @Test
    void what_turns_out_to_be_malware_later_is_withdrawn_with_its_cover_and_cannot_be_bought() {
        String file = ready(STALL, product, Bytes.of("harmful after all"));
        String cover = ready(STALL, product, Bytes.png("harmful too"));
        Stall.expect(200, STALL.publish("seller", product));
        assertThat(offers(product)).isOne();

        told(STALL, cover, "THREATS_FOUND");
        assertThat(STALL.product(product).json().has("cover_url")).isFalse();
        assertThat(STALL.product(product).status())
                .as("it can still be delivered")
                .isEqualTo(200);

        told(STALL, file, "THREATS_FOUND");
        assertThat(STALL.product(product).status()).isEqualTo(404);
        assertThat(STALL.product("seller", product).text("state")).isEqualTo("draft");
        assertThat(offers(product)).isZero();
        assertThat(deliverables(STALL, product)).isZero();
        assertThat(log.of("file.withdrawn")).hasSize(2);
    }

    @Test
    void a_product_that_can_still_deliver_something_stays_for_sale() {
        String harmful = ready(STALL, product, Bytes.of("harmful"));
        ready(STALL, product, Bytes.of("harmless"));
        Stall.expect(200, STALL.publish("seller", product));
        told(STALL, harmful, "THREATS_FOUND");
        assertThat(STALL.product(product).json().path("files")).hasSize(1);
        assertThat(offers(product)).isOne();
    }

    /** Even if the page says published: what it was published for may have been withdrawn in that moment. */
    @Test
    void what_has_nothing_to_deliver_is_no_offer() {
        String file = ready(STALL, product, Bytes.of("harmful"));
        Stall.expect(200, STALL.publish("seller", product));
        STALL.database.update(
                "UPDATE product_files SET state = 'rejected' WHERE id = ?",
                FileId.parse(file).orElseThrow());
        assertThat(offers(product)).isZero();
    }

    @Test
    void what_cannot_be_scanned_is_rejected_where_a_clean_scan_is_required() {
        String file = uploaded(STALL, product, Bytes.of("encrypted"));
        STALL.complete("seller", product, file);
        told(STALL, file, "UNSUPPORTED");
        assertThat(TestStorage.read(product + "/" + file)).isEmpty();
        ApiAnswer answer = STALL.complete("seller", product, file);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("not_scannable");
    }

    @Test
    void what_cannot_be_scanned_is_sold_where_best_effort_is_enough_and_malware_is_not() {
        Stall lenient = new Stall(Map.of("FILE_SCAN", "best_effort"));
        String theirs = lenient.drafted("seller", lenient.store("seller", "lenient"), "Packed");
        for (String status : List.of("UNSUPPORTED", "NO_THREATS_FOUND", "THREATS_FOUND")) {
            String file = uploaded(lenient, theirs, Bytes.of(status));
            assertThat(lenient.complete("seller", theirs, file).text("state")).isEqualTo("scanning");
            told(lenient, theirs, file, status);
            assertThat(state(lenient, file)).isEqualTo(status.equals("THREATS_FOUND") ? "rejected" : "ready");
            assertThat(TestStorage.read(theirs + "/" + file).isPresent()).isEqualTo(!status.equals("THREATS_FOUND"));
        }
    }

    /** FAULTS.md, 30. */
    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "ACCESS_DENIED"})
    void fault_30_a_scan_that_fails_leaves_the_file_in_quarantine_and_its_message_to_people(String status) {
        String file = uploaded(STALL, product, Bytes.of("not looked into"));
        STALL.complete("seller", product, file);
        assertThat(told(STALL, file, status)).hasSize(1);
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("scanning");
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
    }

    /** FAULTS.md, 30. */
    @Test
    void fault_30_a_scan_that_never_reports_leaves_the_file_in_quarantine_and_people_are_told() {
        String file = uploaded(STALL, product, Bytes.of("forgotten"));
        STALL.complete("seller", product, file);
        assertThat(sweptAfter(Duration.ofMinutes(59)).of("files.unscanned")).isEmpty();
        JsonNode told = sweptAfter(Duration.ofMinutes(61)).of("files.unscanned").getFirst();
        assertThat(told.path("files").asInt()).isPositive();
        assertThat(told.path("oldest_since").asString()).isNotEmpty();
        assertThat(STALL.complete("seller", product, file).text("state")).isEqualTo("scanning");
    }

    @Test
    void a_cover_is_shown_once_it_is_clean_and_the_one_announced_last_stays() {
        String first = uploaded(STALL, product, Bytes.png("the first"));
        String second = uploaded(STALL, product, Bytes.png("the second"));
        STALL.complete("seller", product, first);
        STALL.complete("seller", product, second);
        assertThat(STALL.product("seller", product).json().has("cover_url")).isFalse();
        told(STALL, second, "NO_THREATS_FOUND");
        told(STALL, first, "NO_THREATS_FOUND");
        assertThat(STALL.product("seller", product).json().has("cover_url")).isFalse();
        STALL.makePicture(second);
        STALL.makePicture(first);
        assertThat(STALL.product("seller", product).json().has("cover_url")).isTrue();
        assertThat(STALL.database
                        .first(
                                "SELECT cover_file_id FROM products WHERE id = ?",
                                row -> new FileId(row.uuid("cover_file_id")).text(),
                                ProductId.parse(product).orElseThrow())
                        .orElseThrow())
                .isEqualTo(second);
    }

    @Test
    void where_nobody_scans_any_more_what_waits_is_let_out() {
        String file = uploaded(STALL, product, Bytes.of("waiting"));
        STALL.complete("seller", product, file);
        assertThat(STALL.sibling(Map.of("FILE_SCAN", "off"))
                        .complete("seller", product, file)
                        .text("state"))
                .isEqualTo("ready");
    }

    @Test
    void what_is_said_of_other_objects_is_passed_over_and_what_says_nothing_is_kept() {
        String file = uploaded(STALL, product, Bytes.of("the goods"));
        STALL.complete("seller", product, file);
        FileScansHandler scans = STALL.scans(log.log());
        assertThat(new QueueEvent()
                        .message("m-1", ScanEvents.of("other", product + "/" + file, "NO_THREATS_FOUND"))
                        .message("m-2", ScanEvents.of(bucket(), "access-log/2026", "THREATS_FOUND"))
                        .message("m-3", ScanEvents.of(bucket(), "prd/fil_00000000000000000000000000", "THREATS_FOUND"))
                        .to(scans))
                .isEmpty();
        assertThat(new QueueEvent()
                        .message("m-4", "no JSON")
                        .message("m-5", "{}")
                        .message("m-6", ScanEvents.of(bucket(), product + "/" + file, "PERHAPS"))
                        .to(scans))
                .containsExactly("m-4", "m-5", "m-6");
        assertThat(state(STALL, file)).isEqualTo("scanning");
    }

    private List<String> told(Stall stall, String file, String status) {
        return told(stall, product, file, status);
    }

    /** The messages that were not taken. */
    private List<String> told(Stall stall, String ofProduct, String file, String status) {
        return new QueueEvent()
                .message(UUID.randomUUID().toString(), ScanEvents.of(bucket(), ofProduct + "/" + file, status))
                .to(stall.scans(log.log()));
    }

    private static String bucket() {
        return TestStorage.variables().getOrDefault("FILES_BUCKET", "");
    }

    private String ready(Stall stall, String ofProduct, Bytes bytes) {
        String file = uploaded(stall, ofProduct, bytes);
        told(stall, ofProduct, file, "NO_THREATS_FOUND");
        Stall.expect(200, stall.complete("seller", ofProduct, file));
        if (bytes.purpose().equals("cover")) {
            stall.makePicture(file);
        }
        return file;
    }

    private static String uploaded(Stall stall, String product, Bytes bytes) {
        ApiAnswer announced = Stall.expect(201, stall.announce("seller", product, bytes.announcement()));
        assertThat(Stall.upload(announced, bytes.bytes())).isEqualTo(200);
        return announced.text("file", "id");
    }

    private static String state(Stall stall, String file) {
        return stall.database
                .first(
                        "SELECT state FROM product_files WHERE id = ?",
                        row -> row.text("state"),
                        FileId.parse(file).orElseThrow())
                .orElseThrow();
    }

    private static int deliverables(Stall stall, String product) {
        return count(stall, "deliverables", product);
    }

    private static int offers(String product) {
        return count(STALL, "offers", product);
    }

    private static int count(Stall stall, String view, String product) {
        return stall.database
                .first(
                        "SELECT COUNT(*) AS number FROM " + view + " WHERE product_id = ?",
                        row -> row.integer("number"),
                        ProductId.parse(product).orElseThrow())
                .orElseThrow();
    }

    private static Logged sweptAfter(Duration later) {
        Logged said = new Logged();
        STALL.sweeper(Clock.offset(Clock.systemUTC(), later), said.log())
                .handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
        return said;
    }
}
