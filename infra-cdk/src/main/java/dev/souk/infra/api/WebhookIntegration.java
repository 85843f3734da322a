package dev.souk.infra.api;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Stripe's webhook, from API Gateway straight to its queue: the raw body and the signature, and 200 only once SQS has them. No function
 * has to be up for a payment to be kept.
 */
final class WebhookIntegration extends Construct {
    /** Refuses what has no signature. Bodies are never looked at: the signature is over their bytes. */
    static final Map<String, Object> VALIDATORS =
            Map.of("parameters", Map.of("validateRequestParameters", true, "validateRequestBody", false));

    private static final String SIGNATURE = "Stripe-Signature";
    private static final String ERROR_TYPE = "x-amzn-ErrorType";
    private static final int PATIENCE_MILLIS = 10_000;

    /** API Gateway gives every request this header, unless its caller has. */
    private static final String TRACE = "$input.params('X-Amzn-Trace-Id')";

    private static final String READABLE = "Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;[A-Za-z]+=[0-9A-Za-z:|-]+)*";

    /** SendMessage of SQS's query protocol. */
    private static final String SEND = String.join(
            "&",
            "Action=SendMessage",
            "MessageBody=$util.urlEncode($input.body)",
            "MessageAttribute.1.Name=" + SIGNATURE,
            "MessageAttribute.1.Value.StringValue=$util.urlEncode($input.params('" + SIGNATURE + "'))",
            "MessageAttribute.1.Value.DataType=String",
            "MessageAttribute.2.Name=Received-At",
            "MessageAttribute.2.Value.StringValue=$context.requestTimeEpoch",
            "MessageAttribute.2.Value.DataType=String");

    /** The trace that the payment begins. SQS may refuse a message for a header that it cannot read; no payment waits for its trace. */
    private static final String TRACED = "#if(" + TRACE + ".matches('" + READABLE + "'))&"
            + String.join(
                    "&",
                    "MessageSystemAttribute.1.Name=AWSTraceHeader",
                    "MessageSystemAttribute.1.Value.StringValue=$util.urlEncode(" + TRACE + ")",
                    "MessageSystemAttribute.1.Value.DataType=String")
            + "#end";

    private final Queue queue;
    private final Role role;

    WebhookIntegration(Construct scope, String id, Queue queue) {
        super(scope, id);
        this.queue = queue;
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
                .description("Lets API Gateway put webhooks of Stripe on their queue")
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .build());
    }

    /** What the method says in the imported document. */
    Map<String, Object> method() {
        return Map.of(
                "parameters",
                List.of(ApiBody.parameter(SIGNATURE, "header")),
                "x-amazon-apigateway-request-validator",
                "parameters",
                "responses",
                Map.of(
                        "200", Map.of("description", "The event is kept"),
                        "400", refusal("SQS does not carry this"),
                        "500", refusal("The event is not kept: to be sent again")),
                "x-amazon-apigateway-integration",
                integration());
    }

    private Map<String, Object> integration() {
        Stack stack = Stack.of(this);
        return Map.of(
                "type",
                "aws",
                "httpMethod",
                "POST",
                "uri",
                "arn:" + stack.getPartition() + ":apigateway:" + stack.getRegion() + ":sqs:path/" + stack.getAccount()
                        + "/" + queue.getQueueName(),
                "credentials",
                role.getRoleArn(),
                "timeoutInMillis",
                PATIENCE_MILLIS,
                // What no template fits is 415. Passed through, a stranger's body would be a call of SQS in his own
                // words.
                "passthroughBehavior",
                "never",
                "requestParameters",
                Map.of("integration.request.header.Content-Type", "'application/x-www-form-urlencoded'"),
                // Stripe sends the second; whether the first fits it too, AWS does not say.
                "requestTemplates",
                Map.of("application/json", SEND + TRACED, "application/json; charset=utf-8", SEND + TRACED),
                "responses",
                Map.of(
                        "200", answer("200", "{}", Map.of()),
                        "400", answer("400", message("Bad Request"), errorType("BadRequestException")),
                        // All else, so that nothing but SQS's own 200 can make Stripe believe that the event is kept.
                        "default",
                                answer(
                                        "500",
                                        message("Internal server error"),
                                        errorType("InternalServerErrorException"))));
    }

    private static Map<String, Object> refusal(String description) {
        return Map.of(
                "description", description, "headers", Map.of(ERROR_TYPE, Map.of("schema", Map.of("type", "string"))));
    }

    private static Map<String, Object> answer(String status, String body, Map<String, Object> headers) {
        return Map.of(
                "statusCode",
                status,
                "responseTemplates",
                Map.of("application/json", body),
                "responseParameters",
                headers);
    }

    private static String message(String text) {
        return "{\"message\":\"" + text + "\"}";
    }

    private static Map<String, Object> errorType(String type) {
        return Map.of("method.response.header." + ERROR_TYPE, "'" + type + "'");
    }
}
