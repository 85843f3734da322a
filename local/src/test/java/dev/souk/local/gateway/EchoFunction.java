package dev.souk.local.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers with the event it got as its body, or with whatever a test has put in its mouth. */
final class EchoFunction implements RequestStreamHandler {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicReference<@Nullable RequestStreamHandler> instead = new AtomicReference<>();

    /** From now on it returns this, byte for byte. */
    void returns(String payload) {
        does((input, output, context) -> output.write(payload.getBytes(StandardCharsets.UTF_8)));
    }

    void does(RequestStreamHandler other) {
        instead.set(other);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        RequestStreamHandler other = instead.get();
        if (other != null) {
            other.handleRequest(input, output, context);
            return;
        }
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        output.write(JSON.writeValueAsBytes(
                JSON.createObjectNode().put("statusCode", 200).put("body", event)));
    }
}
