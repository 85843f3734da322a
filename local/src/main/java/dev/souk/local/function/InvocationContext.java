package dev.souk.local.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.souk.lambda.trace.TraceHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/**
 * What Lambda hands a handler beside the event.
 *
 * @param deadline by {@link System#nanoTime}
 */
record InvocationContext(String function, UUID requestId, TraceHeader header, long deadline) implements Context {

    static InvocationContext of(String function, UUID requestId, TraceHeader header, Duration timeout) {
        return new InvocationContext(function, requestId, header, System.nanoTime() + timeout.toNanos());
    }

    @Override
    public String getAwsRequestId() {
        return requestId.toString();
    }

    /** Lambda calls it an id; it is the header. */
    @Override
    public String getXrayTraceId() {
        return header.text();
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    }

    /** Nobody has one: nothing is called by the mobile SDK. */
    @Override
    @NullUnmarked
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    @NullUnmarked
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    /** Standard output, which is the function's log. */
    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                System.out.println(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
