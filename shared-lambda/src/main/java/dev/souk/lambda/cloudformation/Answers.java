package dev.souk.lambda.cloudformation;

import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes answers to CloudFormation. */
final class Answers {
    /** An answer may have 4096 bytes in all; ours is ASCII or close to it. */
    private static final int LONGEST_REASON = 1_500;

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 3;

    private Answers() {}

    static void done(ResourceRequest request, ResourceWork.Done done) throws IOException, InterruptedException {
        put(request, about(request, "SUCCESS", done.physicalId()));
    }

    static void failed(ResourceRequest request, String physicalId, String reason)
            throws IOException, InterruptedException {
        Map<String, Object> answer = about(request, "FAILED", physicalId);
        answer.put("Reason", bounded(reason));
        put(request, answer);
    }

    private static Map<String, Object> about(ResourceRequest request, String status, String physicalId) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Status", status);
        answer.put("PhysicalResourceId", physicalId);
        answer.put("StackId", request.stackId());
        answer.put("RequestId", request.requestId());
        answer.put("LogicalResourceId", request.logicalId());
        return answer;
    }

    private static String bounded(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + " …";
    }

    /** Without a content type: the signature of the address was made without one. */
    private static void put(ResourceRequest request, Map<String, Object> answer)
            throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(request.answerTo())
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(Json.bytes(answer)))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            for (int attempt = 1; ; attempt++) {
                String trouble;
                try {
                    HttpResponse<Void> response = http.send(put, BodyHandlers.discarding());
                    if (response.statusCode() / 100 == 2) {
                        return;
                    }
                    trouble = "it said " + response.statusCode();
                } catch (IOException e) {
                    trouble = e.getClass().getSimpleName();
                }
                if (attempt == ATTEMPTS) {
                    // Not the exception itself: it may quote the address, which is as good as a password.
                    throw new IOException("CloudFormation takes no answer: " + trouble);
                }
            }
        }
    }
}
