package dev.souk.stripe.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.v2.core.EventDestination;
import com.stripe.param.v2.core.EventDestinationListParams;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.log.Log;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.test.TestCloudFormation;
import dev.souk.test.TestCloudFormation.Answer;
import dev.souk.test.TestSecrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudFormation gets when it asks, against Stripe's stand-in and a secret store, both by HTTP. */
class StripeSetupTest {
    private static final String KEY_SECRET = "souk/test/stripe";
    private static final String WEBHOOK_SECRET = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:webhook";

    private final StripeStandIn stripe = StripeStandIn.start(Options.inMemory());
    private final TestSecrets secrets = new TestSecrets()
            .with(KEY_SECRET, "{\"secret_key\":\"" + stripe.secretKey() + "\"}")
            .withEmpty(WEBHOOK_SECRET);

    @AfterEach
    void close() {
        stripe.close();
        secrets.close();
    }

    @Nested
    class Key {
        private final TestCloudFormation cloudFormation = cloudFormation(StripeSetup.KEY);

        @AfterEach
        void close() {
            cloudFormation.close();
        }

        @Test
        void one_that_stripe_takes_lets_the_deployment_go_on() {
            assertThat(cloudFormation.create(Map.of()).isSuccess()).isTrue();
        }

        @Test
        void a_missing_secret_fails_with_what_to_do() {
            secrets.remove(KEY_SECRET);
            assertRefused(KEY_SECRET + " is missing");
        }

        @Test
        void a_secret_without_a_value_fails_with_what_to_do() {
            secrets.withEmpty(KEY_SECRET);
            assertRefused(KEY_SECRET + " is missing, or has no value");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"webhook_secrets\":\"whsec_1\"}", "sk_test_not_in_an_object", "[]"})
        void one_without_a_key_in_it_fails_with_what_to_do_and_shows_nothing_of_it(String value) {
            secrets.with(KEY_SECRET, value);
            assertRefused("has no secret_key in it");
        }

        @Test
        void a_publishable_key_is_none() {
            secrets.with(KEY_SECRET, "{\"secret_key\":\"pk_test_1234567890\"}");
            assertRefused("is none of Stripe's");
        }

        @Test
        void a_key_that_stripe_does_not_know_fails_with_what_to_do() {
            secrets.with(KEY_SECRET, "{\"secret_key\":\"sk_test_revoked\"}");
            assertRefused("Stripe does not know the key in the secret " + KEY_SECRET);
        }

        @Test
        void deletion_asks_nobody() {
            secrets.remove(KEY_SECRET);
            assertThat(cloudFormation.delete("souk-stripe-key", Map.of()).isSuccess())
                    .isTrue();
        }

        private void assertRefused(String why) {
            Answer answer = cloudFormation.create(Map.of());
            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.reason())
                    .contains(why)
                    .contains("aws secretsmanager create-secret --name " + KEY_SECRET)
                    .contains("deploy again")
                    .doesNotContain("sk_test_not", "sk_test_revoked", "pk_test_1", "whsec_");
        }
    }

    @Nested
    class Destination {
        private final TestCloudFormation cloudFormation = cloudFormation(StripeSetup.WEBHOOK);

        @AfterEach
        void close() {
            cloudFormation.close();
        }

        @ParameterizedTest
        @EnumSource
        void each_is_made_as_it_is_listed_and_its_secret_is_kept(Webhook webhook) throws StripeException {
            Answer answer = cloudFormation.create(properties(webhook, "1"));

            EventDestination made = only();
            assertThat(answer.physicalId()).isEqualTo(made.getId());
            assertThat(made.getName()).isEqualTo("Souk test, " + webhook.webhookName());
            assertThat(made.getEnabledEvents()).containsExactlyElementsOf(webhook.types());
            assertThat(made.getEventsFrom()).containsExactlyInAnyOrderElementsOf(webhook.sources());
            assertThat(made.getWebhookEndpoint().getUrl()).isEqualTo("https://api.example/" + webhook.path());
            assertThat(made.getSnapshotApiVersion()).isEqualTo(webhook.isThin() ? null : Webhook.API_VERSION);
            assertThat(signingSecrets()).hasSize(1).allMatch(secret -> secret.startsWith("whsec_"));
            assertThat(answer.toString()).doesNotContain("whsec_");
        }

        @Test
        void another_address_and_other_types_move_it_and_keep_its_secret() throws StripeException {
            Answer before = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            List<String> secretsBefore = signingSecrets();
            Map<String, String> moved = new HashMap<>(properties(Webhook.PAYMENTS, "1"));
            moved.put("Url", "https://shop.example/v1/webhooks/stripe");
            moved.put("Types", "charge.refunded");

            Answer after = cloudFormation.update(before.physicalId(), properties(Webhook.PAYMENTS, "1"), moved);

            assertThat(after.physicalId()).isEqualTo(before.physicalId());
            assertThat(only().getWebhookEndpoint().getUrl()).isEqualTo("https://shop.example/v1/webhooks/stripe");
            assertThat(only().getEnabledEvents()).containsExactly("charge.refunded");
            assertThat(signingSecrets()).isEqualTo(secretsBefore);
        }

        @Test
        void with_another_generation_both_are_good_until_the_old_one_is_deleted() throws StripeException {
            Answer old = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            String oldSecret = signingSecrets().getFirst();

            Answer next = cloudFormation.update(
                    old.physicalId(), properties(Webhook.PAYMENTS, "1"), properties(Webhook.PAYMENTS, "2"));

            assertThat(next.physicalId()).isNotEqualTo(old.physicalId());
            assertThat(ids()).containsExactlyInAnyOrder(old.physicalId(), next.physicalId());
            assertThat(signingSecrets()).hasSize(2).element(1).isEqualTo(oldSecret);

            cloudFormation.delete(old.physicalId(), properties(Webhook.PAYMENTS, "1"));

            assertThat(ids()).containsExactly(next.physicalId());
            assertThat(signingSecrets()).hasSize(1).doesNotContain(oldSecret);
        }

        @Test
        void a_rollback_finds_the_old_one_again() throws StripeException {
            Answer old = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            Answer next = cloudFormation.update(
                    old.physicalId(), properties(Webhook.PAYMENTS, "1"), properties(Webhook.PAYMENTS, "2"));

            Answer back = cloudFormation.update(
                    next.physicalId(), properties(Webhook.PAYMENTS, "2"), properties(Webhook.PAYMENTS, "1"));
            cloudFormation.delete(next.physicalId(), properties(Webhook.PAYMENTS, "2"));

            assertThat(back.physicalId()).isEqualTo(old.physicalId());
            assertThat(ids()).containsExactly(old.physicalId());
        }

        @Test
        void one_that_somebody_deleted_at_stripe_is_made_anew() throws StripeException {
            Answer old = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            client().v2().core().eventDestinations().delete(old.physicalId());

            Answer next = cloudFormation.update(
                    old.physicalId(), properties(Webhook.PAYMENTS, "1"), properties(Webhook.PAYMENTS, "1"));

            assertThat(ids()).containsExactly(next.physicalId());
            assertThat(signingSecrets()).hasSize(1);
        }

        @Test
        void one_whose_secret_cannot_be_kept_is_not_left_at_stripe() throws StripeException {
            secrets.refuseWriting();

            Answer answer = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.reason()).contains("AccessDenied").contains(WEBHOOK_SECRET);
            assertThat(ids()).isEmpty();
            assertThat(cloudFormation
                            .delete(answer.physicalId(), properties(Webhook.PAYMENTS, "1"))
                            .isSuccess())
                    .isTrue();
        }

        /** As when the function was killed between the two. */
        @Test
        void one_that_was_made_and_whose_secret_was_not_kept_is_replaced_when_lambda_asks_again()
                throws StripeException {
            Answer lost = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            secrets.withEmpty(WEBHOOK_SECRET);

            Answer made = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));

            assertThat(made.physicalId()).isNotEqualTo(lost.physicalId());
            assertThat(ids()).containsExactly(made.physicalId());
            assertThat(signingSecrets()).hasSize(1);
        }

        @Test
        void one_that_stripe_made_without_saying_so_is_replaced_by_the_next_deployment() throws StripeException {
            stripe.outage(
                    Fault.SERVER_ERROR_AFTER_EFFECT,
                    call -> call.operation().equals("POST /v2/core/event_destinations"),
                    1,
                    Duration.ZERO);
            Answer failed = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            assertThat(failed.isSuccess()).isFalse();
            assertThat(ids()).hasSize(1);

            Answer made = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));

            assertThat(ids()).containsExactly(made.physicalId());
        }

        @Test
        void destinations_of_others_are_left_alone() throws StripeException {
            cloudFormation.create(properties(Webhook.ACCOUNTS, "1"));
            secrets.withEmpty(WEBHOOK_SECRET);
            Map<String, String> elsewhere = new HashMap<>(properties(Webhook.PAYMENTS, "1"));
            elsewhere.put("Url", "https://another.example/v1/webhooks/stripe");
            cloudFormation.create(elsewhere);
            secrets.withEmpty(WEBHOOK_SECRET);

            cloudFormation.create(properties(Webhook.PAYMENTS, "1"));

            assertThat(ids()).hasSize(3);
        }

        @Test
        void it_can_be_deleted_twice_and_after_its_key_was_revoked() {
            Answer made = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));
            Map<String, String> properties = properties(Webhook.PAYMENTS, "1");

            assertThat(cloudFormation.delete(made.physicalId(), properties).isSuccess())
                    .isTrue();
            assertThat(cloudFormation.delete(made.physicalId(), properties).isSuccess())
                    .isTrue();
            secrets.with(KEY_SECRET, "{\"secret_key\":\"sk_test_revoked\"}");
            assertThat(cloudFormation.delete(made.physicalId(), properties).isSuccess())
                    .isTrue();
            secrets.remove(KEY_SECRET);
            assertThat(cloudFormation.delete(made.physicalId(), properties).isSuccess())
                    .isTrue();
        }

        @Test
        void when_stripe_is_not_there_the_deployment_fails_and_changes_nothing() {
            stripe.close();

            Answer answer = cloudFormation.create(properties(Webhook.PAYMENTS, "1"));

            assertThat(answer.reason()).contains("Stripe did not answer").contains("deploy again");
            assertThat(secrets.valueOf(WEBHOOK_SECRET)).isEmpty();
        }

        private Map<String, String> properties(Webhook webhook, String generation) {
            return Map.of(
                    "Webhook",
                    webhook.webhookName(),
                    "Url",
                    "https://api.example/" + webhook.path(),
                    "Secret",
                    WEBHOOK_SECRET,
                    "Stage",
                    "test",
                    "Types",
                    String.join(",", webhook.types()),
                    "ApiVersion",
                    Webhook.API_VERSION,
                    "Generation",
                    generation);
        }
    }

    private TestCloudFormation cloudFormation(String resourceType) {
        Map<String, String> variables = new HashMap<>(secrets.variables());
        variables.put("STRIPE_SECRET", KEY_SECRET);
        variables.put("STRIPE_API_BASE", stripe.baseUrl().toString());
        return new TestCloudFormation(
                new StripeSetupHandler(Environment.of(variables), Log.of("stripe-setup")), resourceType);
    }

    private StripeClient client() {
        return StripeClient.builder()
                .setApiKey(stripe.secretKey())
                .setApiBase(stripe.baseUrl().toString())
                .build();
    }

    private List<EventDestination> all() throws StripeException {
        return client().v2()
                .core()
                .eventDestinations()
                .list(EventDestinationListParams.builder()
                        .addInclude(EventDestinationListParams.Include.WEBHOOK_ENDPOINT__URL)
                        .build())
                .getData();
    }

    private EventDestination only() throws StripeException {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<String> ids() throws StripeException {
        return all().stream().map(EventDestination::getId).toList();
    }

    private List<String> signingSecrets() {
        return List.of(Tree.of(secrets.valueOf(WEBHOOK_SECRET))
                .path("signing_secrets")
                .text("")
                .split(","));
    }
}
