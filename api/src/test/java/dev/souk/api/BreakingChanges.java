package dev.souk.api;

import static org.openapitools.openapidiff.core.OpenApiCompare.fromContents;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.BackwardIncompatibleProp;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** What of a contract would break those who call by an earlier one. */
final class BreakingChanges {
    /** Answers may gain values of enumerations: the contract says so in its first words. */
    private static final OpenApiDiffOptions AS_WE_PROMISED = OpenApiDiffOptions.builder()
            .configProperty(BackwardIncompatibleProp.RESPONSE_ENUM_INCREASED.getPropertyName(), "false")
            .build();

    private BreakingChanges() {}

    /** In words for whoever changed it; empty when all that was right before still is. */
    static List<String> between(String before, String after) {
        List<String> broken = new ArrayList<>();
        ChangedOpenApi changes = fromContents(before, after, List.of(), AS_WE_PROMISED);
        if (changes.isIncompatible()) {
            broken.add(told(changes));
        }
        Map<String, Contract.Operation> now = byId(after);
        for (Contract.Operation was : ContractReader.operationsIn(before)) {
            Contract.Operation is = now.get(was.id());
            // An operation that is gone is told of above; of scopes a comparison of contracts knows nothing.
            if (is != null && was.scope() != null && !was.scope().equals(is.scope())) {
                broken.add(was.id() + ": access tokens with the scope " + was.scope()
                        + " were good for it, and are not any more");
            }
        }
        return broken;
    }

    private static Map<String, Contract.Operation> byId(String contract) {
        return ContractReader.operationsIn(contract).stream()
                .collect(Collectors.toMap(Contract.Operation::id, operation -> operation));
    }

    private static String told(ChangedOpenApi changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MarkdownRender().render(changes, new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
