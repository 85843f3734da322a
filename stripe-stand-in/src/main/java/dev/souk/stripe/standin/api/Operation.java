package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.store.Transaction;

/** One operation of the API. It complains of wrong parameters by {@link dev.souk.stripe.standin.form.InvalidRequest}. */
sealed interface Operation {

    /** Looks something up. */
    non-sealed interface Read extends Operation {
        Reply read(Call call);
    }

    /** Changes something, in two steps: a complaint in the first is not remembered for the idempotency key. */
    non-sealed interface Write extends Operation {
        Execution prepare(Call call);
    }

    /** The second step of a write. Its reply and its changes are kept together. */
    interface Execution {
        Reply execute(Transaction transaction);
    }
}
