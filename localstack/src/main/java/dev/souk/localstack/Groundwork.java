package dev.souk.localstack;

import dev.souk.lambda.json.Json;
import java.util.Map;

/**
 * What the stacks take for granted: in AWS, {@code cdk bootstrap} and the shop's owner see to it.
 *
 * @param stripeSecret its name
 * @param stripe what Stripe gave the owner: {@code secret_key}, {@code webhook_secrets}, {@code accounts_webhook_secrets}
 * @param sender the address that mails are from
 */
record Groundwork(String stripeSecret, Map<String, String> stripe, String sender) {
    static final String STACK = "souk-localstack-groundwork";

    /** The bucket and the parameter that a template of CDK's asks for; CDK has given them these names. */
    private static final String QUALIFIER = "hnb659fds";

    private static final String BOOTSTRAP_VERSION = "30";

    Map<String, Object> template() {
        return Map.of(
                "Resources",
                Map.of(
                        "Assets",
                        resource(
                                "AWS::S3::Bucket",
                                Map.of(
                                        "BucketName",
                                        "cdk-" + QUALIFIER + "-assets-" + LocalStack.ACCOUNT + "-"
                                                + LocalStack.REGION)),
                        "BootstrapVersion",
                        resource(
                                "AWS::SSM::Parameter",
                                Map.of(
                                        "Name",
                                        "/cdk-bootstrap/" + QUALIFIER + "/version",
                                        "Type",
                                        "String",
                                        "Value",
                                        BOOTSTRAP_VERSION)),
                        "Stripe",
                        resource(
                                "AWS::SecretsManager::Secret",
                                Map.of("Name", stripeSecret, "SecretString", Json.write(stripe)))));
    }

    /** LocalStack's CloudFormation has no identities of SES that work. */
    void letSend(LocalStack localStack) {
        new QueryApi(localStack.endpoint(), "email", "2010-12-01")
                .call("VerifyEmailIdentity", Map.of("EmailAddress", sender));
    }

    private static Map<String, Object> resource(String type, Map<String, Object> properties) {
        return Map.of("Type", type, "Properties", properties);
    }
}
