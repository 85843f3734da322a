package dev.souk.stripe.setup;

import dev.souk.lambda.aws.SecretStore;
import dev.souk.lambda.aws.SecretStoreFailed;
import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import java.util.regex.Pattern;

/**
 * The key that the owner of the shop put into a secret: {@code {"secret_key": "sk_…"}}.
 *
 * @param secretName by which he knows it
 */
record StripeKey(SecretStore secrets, String secretName) {
    private static final Pattern SECRET_KEY = Pattern.compile("(sk|rk)_(test|live)_\\S+");

    /** @throws KeyUnusable saying what to do, when it is not there or no key that could be good */
    Secret read() {
        Secret value = value();
        String key;
        try {
            key = Tree.of(value.reveal()).path("secret_key").text("");
        } catch (InvalidJson _) {
            // Told below: what the parser says quotes what it read.
            key = "";
        }
        if (key.isEmpty()) {
            throw new KeyUnusable("The secret " + secretName + " has no secret_key in it. " + whatToDo());
        }
        if (!SECRET_KEY.matcher(key).matches()) {
            throw new KeyUnusable("The secret_key in the secret " + secretName
                    + " is none of Stripe's: they begin with sk_test_, sk_live_, rk_test_ or rk_live_. " + whatToDo());
        }
        return new Secret(key);
    }

    private Secret value() {
        try {
            return secrets.find(secretName)
                    .orElseThrow(() -> new KeyUnusable(
                            "The secret " + secretName + " is missing, or has no value. " + whatToDo()));
        } catch (SecretStoreFailed e) {
            throw new CannotBeDone(e.getMessage() + ". No function was changed; deploy again.", e);
        }
    }

    /** For the end of a sentence that says what is wrong with it. */
    String whatToDo() {
        return "Put {\"secret_key\":\"sk_…\"} into it, with the key that Stripe's dashboard shows under Developers, API keys: aws secretsmanager"
                + " create-secret --name " + secretName
                + " --secret-string … (put-secret-value --secret-id, if it is there), then"
                + " deploy again. No function was changed.";
    }
}
