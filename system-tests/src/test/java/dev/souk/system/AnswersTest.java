package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Runs last, and holds all that the tests before it were answered against the contract: every operation has answered with every status that it
 * promises, and with every problem that is its own. By itself it has seen nothing, and fails.
 */
@Tag("any-mode")
@Tag("not-on-localstack")
@Order(Integer.MAX_VALUE)
class AnswersTest {
    /** The kit answers these for every operation alike, and its own tests show that they come. */
    private static final Set<String> OF_THE_KIT = Set.of("429", "500", "503", "default");

    /** So many operations may share a response, and its problems are still theirs. */
    private static final int OWN = 3;

    /** What nobody can bring about from outside, with what shows it. */
    private static final Map<String, String> SHOWN_ELSEWHERE = Map.of(
            "completeFile 409 upload_mismatch",
                    "S3 itself refuses what was not announced; FileTest puts another object there",
            "openExport 409",
                    "its token comes with the letter, which goes out once the file is there; ExportTest asks before",
            "completeFile 409 not_scannable",
                    "the scanner of a local run looks into everything; ScanTest says otherwise",
            "acceptInvitation 409 invitation_expired", "a letter is good for a week; InvitationTest lets it go by");

    private final Map<?, ?> contract = new Yaml().load(Contract.text());

    @Test
    void every_operation_has_answered_with_all_that_the_contract_promises() {
        Map<String, Integer> shared = new HashMap<>();
        List<Operation> operations = Contract.load().operations().stream()
                .filter(operation -> operation.function() != null)
                .toList();
        for (Operation operation : operations) {
            responses(operation).values().forEach(response -> shared.merge(nameOf(response), 1, Integer::sum));
        }
        Set<String> promised = new TreeSet<>();
        for (Operation operation : operations) {
            responses(operation).forEach((status, response) -> {
                if (!OF_THE_KIT.contains(String.valueOf(status))) {
                    promised.add(operation.id() + " " + status);
                    if (!nameOf(response).isEmpty() && shared.getOrDefault(nameOf(response), 0) <= OWN) {
                        codes(response).forEach(code -> promised.add(operation.id() + " " + status + " " + code));
                    }
                }
            });
        }
        assertThat(promised).containsAll(SHOWN_ELSEWHERE.keySet());
        List<String> missing = new ArrayList<>(promised);
        missing.removeAll(SHOWN_ELSEWHERE.keySet());
        missing.removeAll(Answers.seen());
        assertThat(missing)
                .as("promised by the contract, and met by no system test")
                .isEmpty();
    }

    private Map<?, ?> responses(Operation operation) {
        return map(map(map(map(contract.get("paths")).get(operation.pathTemplate()))
                        .get(operation.method().toLowerCase(Locale.ROOT)))
                .get("responses"));
    }

    /** The name of a response that stands with the components, or nothing. */
    private static String nameOf(@Nullable Object response) {
        Object reference = map(response).get("$ref");
        return reference == null ? "" : String.valueOf(reference).replace("#/components/responses/", "");
    }

    private Set<String> codes(@Nullable Object response) {
        Map<?, ?> written =
                map(map(map(contract.get("components")).get("responses")).get(nameOf(response)));
        Set<String> codes = new TreeSet<>();
        map(written.get("content"))
                .values()
                .forEach(content -> map(map(content).get("examples"))
                        .values()
                        .forEach(example -> codes.add(
                                String.valueOf(map(map(example).get("value")).get("code")))));
        return codes;
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
