package dev.souk.stripe.standin.payment;

import java.util.Map;
import java.util.Optional;

/** What a look at the form says, before any bank is asked. */
sealed interface CheckedForm {

    /** Field by field, what is wrong; never empty. */
    record Wrong(Map<String, String> messages) implements CheckedForm {}

    record ByCard(Payer payer, MethodUsed method, Optional<Decline> decline) implements CheckedForm {}

    record ByDebit(Payer payer, MethodUsed method, boolean succeeds) implements CheckedForm {}
}
