package dev.souk.local.service;

import dev.souk.lambda.config.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the person reaches AWS, or what stands in for it. */
public final class AwsVariables {
    private static final String REGION = "us-east-1";
    private static final List<String> KEY =
            List.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
    private static final List<String> ENDPOINTS =
            List.of("AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SES");

    private AwsVariables() {}

    /** The region, the key and the endpoints that the person set; without a key, one for services that check none. */
    public static Map<String, String> of(Environment environment) {
        Map<String, String> variables = new HashMap<>(Map.of("AWS_REGION", REGION));
        KEY.forEach(name -> environment.find(name).ifPresent(value -> variables.put(name, value)));
        ENDPOINTS.forEach(name -> environment.find(name).ifPresent(value -> variables.put(name, value)));
        if (!variables.containsKey("AWS_ACCESS_KEY_ID")) {
            variables.put("AWS_ACCESS_KEY_ID", "local");
            variables.put("AWS_SECRET_ACCESS_KEY", "local-secret");
        }
        return variables;
    }
}
