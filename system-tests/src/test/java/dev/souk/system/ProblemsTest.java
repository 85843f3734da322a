package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The problems that every operation of a kind has in common, for each operation of the contract: one that is added later is tested by itself. In
 * which process a function runs is all the same to it.
 */
@Tag("any-mode")
@Tag("not-on-localstack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsTest {
    private static final String NOBODYS = "00000000000000000000000000";

    private final Target souk = Target.it();
    private final OneOfEach things = new OneOfEach();

    @TestFactory
    Stream<DynamicTest> a_body_that_is_no_JSON_is_malformed() {
        return each(this::takesBody, operation -> {
            Reply reply = call(operation).json("{\"").wrong(400);
            assertThat(reply.code()).isEqualTo("malformed_json");
        });
    }

    @TestFactory
    Stream<DynamicTest> a_body_of_another_type_is_not_taken() {
        return each(
                this::takesBody,
                operation ->
                        call(operation).text("text/csv", things.body(operation)).wrong(415));
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_is_too_large_is_not_read() {
        return each(
                this::takesBody,
                operation -> call(operation)
                        .json("{\"x\": \"" + "x".repeat(300_000) + "\"}")
                        .wrong(413));
    }

    @TestFactory
    Stream<DynamicTest> a_field_that_is_not_in_the_contract_is_refused() {
        return each(this::takesBody, operation -> {
            Reply reply = call(operation)
                    .json(things.body(operation).replaceFirst("\\{", "{\"colour\": \"red\", "))
                    .wrong(422);
            assertThat(reply.wrongFields()).contains("colour");
        });
    }

    @TestFactory
    Stream<DynamicTest> a_page_begins_where_the_last_one_said_and_nowhere_else() {
        return each(this::isList, operation -> {
            assertThat(call(operation).query("cursor", "of my own").wrong(400).wrongFields())
                    .containsExactly("cursor");
            assertThat(call(operation).query("limit", "0").wrong(400).wrongFields())
                    .containsExactly("limit");
        });
    }

    @TestFactory
    Stream<DynamicTest> an_edit_says_what_it_is_an_edit_of() {
        return each(things::isEdit, operation -> {
            String body = things.body(operation);
            assertThat(with(souk.call(operation.method(), things.path(operation)), operation)
                            .json(body)
                            .wrong(428)
                            .code())
                    .isEqualTo("if_match_required");
            assertThat(call(operation)
                            .header("If-Match", "\"v999\"")
                            .json(body)
                            .wrong(412)
                            .code())
                    .isEqualTo("stale");
        });
    }

    @TestFactory
    Stream<DynamicTest> what_there_is_not_is_not_found() {
        return each(operation -> operation.pathTemplate().contains("{"), operation -> {
            String path = things.path(operation).replaceAll("_[0-9a-hjkmnp-tv-z]{26}", "_" + NOBODYS);
            String nobodys = operation.pathTemplate().contains("{store}")
                    ? path.replaceFirst("/stores/[^/]+", "/stores/nobodys-store")
                    : path;
            Call call = edited(with(souk.call(operation.method(), nobodys), operation), operation);
            String body = things.body(operation);
            Reply reply = (body.isEmpty() ? call : call.json(body)).wrong(404);
            assertThat(reply.code()).isEqualTo("not_found");
        });
    }

    private interface Check {
        void of(Operation operation);
    }

    private static Stream<DynamicTest> each(Predicate<Operation> which, Check check) {
        return Contract.load().operations().stream()
                .filter(operation -> operation.function() != null)
                .filter(which)
                .map(operation -> dynamicTest(operation.id(), () -> check.of(operation)));
    }

    private boolean takesBody(Operation operation) {
        return !things.body(operation).isEmpty();
    }

    private boolean isList(Operation operation) {
        return things.hasParameter(operation, "cursor");
    }

    private Call call(Operation operation) {
        return edited(with(souk.call(operation.method(), things.path(operation)), operation), operation);
    }

    private Call edited(Call call, Operation operation) {
        return things.isEdit(operation) ? call.header("If-Match", "\"v1\"") : call;
    }

    private Call with(Call call, Operation operation) {
        call.bearer(things.tokenFor(operation));
        if (operation.method().equals("POST")) {
            call.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return call;
    }
}
