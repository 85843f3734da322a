package dev.souk.infra.api;

import java.util.Map;
import software.amazon.awscdk.Stack;

/** A request as it came, to a function; its answer as it is, to the caller. API Gateway waits 29 seconds for it. */
record FunctionIntegration(String functionArn, String partition, String region) {
    private static final int PATIENCE_MILLIS = 29_000;

    static FunctionIntegration to(SoukFunction function) {
        Stack stack = Stack.of(function);
        return new FunctionIntegration(function.called().getFunctionArn(), stack.getPartition(), stack.getRegion());
    }

    /** What the method says in the imported document. */
    Map<String, Object> method() {
        return Map.of(
                "responses",
                Map.of("200", Map.of("description", "Whatever the function answers")),
                "x-amazon-apigateway-integration",
                Map.of(
                        "type", "aws_proxy",
                        "httpMethod", "POST",
                        "uri",
                                "arn:" + partition + ":apigateway:" + region + ":lambda:path/2015-03-31/functions/"
                                        + functionArn + "/invocations",
                        "passthroughBehavior", "when_no_match",
                        "timeoutInMillis", PATIENCE_MILLIS));
    }
}
