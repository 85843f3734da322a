package dev.souk.lambda.cloudformation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Does what CloudFormation asks and always answers, before its own time is up too: a deployment that hears nothing waits for an hour.
 * When the answer itself cannot be given, the invocation fails and Lambda repeats it.
 */
public abstract class CustomResourceFunction implements RequestStreamHandler {
    /** What is left at the end: for the work to stop in order, and for three attempts to answer. */
    private static final int RESERVED_MILLIS = 25_000;

    private static final int STOPPING_MILLIS = 8_000;
    private static final int LOOK_MILLIS = 250;

    private final ResourceWork work;
    private final Log log;

    protected CustomResourceFunction(ResourceWork work, Log log) {
        this.work = work;
        this.log = log;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Tree event = Tree.of(input.readAllBytes());
        @Nullable ResourceRequest request = ResourceRequest.from(event).orElse(null);
        if (request == null) {
            output.write(Log.during(context, () -> command(event)));
            return;
        }
        try {
            Log.<Void, Exception>during(context, () -> {
                answer(request, context);
                return null;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before CloudFormation had its answer");
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /**
     * What a person calls the function for.
     *
     * @throws IllegalArgumentException when there is nothing like that
     */
    protected byte[] command(Tree event) {
        throw new IllegalArgumentException("neither CloudFormation's nor anybody's request");
    }

    private void answer(ResourceRequest request, Context context) throws IOException, InterruptedException {
        log.info("deployment.asked", "request", request.toString());
        try {
            ResourceWork.Done done = withinTime(request, context);
            log.info("deployment.done", "resource", done.physicalId());
            Answers.done(request, done);
        } catch (CannotBeDone e) {
            log.error("deployment.refused", e, "why", e.sentence());
            Answers.failed(request, nameOf(request), e.sentence());
        } catch (RuntimeException e) {
            log.error("deployment.failed", e);
            Answers.failed(
                    request,
                    nameOf(request),
                    "The function failed at " + request.resourceType() + ": "
                            + e.getClass().getSimpleName() + ". Its log has the cause under deployment.failed.");
        }
    }

    private String nameOf(ResourceRequest request) {
        return request.physicalId().orElseGet(() -> work.nameBeforeCreation(request));
    }

    private ResourceWork.Done withinTime(ResourceRequest request, Context context) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("resource").factory());
        try {
            Future<ResourceWork.Done> doing = thread.submit(() -> work.carryOut(request));
            while (context.getRemainingTimeInMillis() > RESERVED_MILLIS) {
                try {
                    return doing.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    // Then how much time is left is looked at again.
                }
            }
            log.warn("deployment.out_of_time");
            work.giveUp();
            return doing.get(STOPPING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new CannotBeDone(
                    "It took longer than a function may run, and did not end when it was told to. Its log says how far it came.",
                    e);
        } finally {
            thread.shutdownNow();
        }
    }
}
