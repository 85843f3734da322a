package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.webhook.Cause;
import java.util.List;

/**
 * What an operation is called with.
 *
 * @param ids the ids in the path, in their order
 */
record Call(List<String> ids, Params params, Cause cause) {

    /** The first id in the path; empty when it has none. */
    String id() {
        return ids.isEmpty() ? "" : ids.getFirst();
    }
}
