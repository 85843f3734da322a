package dev.souk.test;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.NullUnmarked;

/** What Lambda hands a handler beside the event. */
public final class FakeContext implements Context {
    private final String requestId = UUID.randomUUID().toString();
    private final IntSupplier millisLeft;
    private final String traceHeader;

    public FakeContext() {
        this(() -> 29_000);
    }

    /** @param millisLeft asked whenever the function asks how long it may still run */
    public FakeContext(IntSupplier millisLeft) {
        this(millisLeft, "");
    }

    private FakeContext(IntSupplier millisLeft, String traceHeader) {
        this.millisLeft = millisLeft;
        this.traceHeader = traceHeader;
    }

    /** Of an invocation that belongs to a trace. */
    public static FakeContext under(String traceHeader) {
        return new FakeContext(() -> 29_000, traceHeader);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getXrayTraceId() {
        return traceHeader;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/test";
    }

    @Override
    public String getLogStreamName() {
        return "test";
    }

    @Override
    public String getFunctionName() {
        return "test";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-west-1:000000000000:function:test";
    }

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
        return millisLeft.getAsInt();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

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
