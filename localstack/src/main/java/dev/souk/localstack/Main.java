package dev.souk.localstack;

import dev.souk.lambda.config.Environment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Deploys Souk to a LocalStack that runs and stays, until it is told to stop by a signal: {@code Main <folder of the checkout>}. Says
 * {@code Souk is at <URL>} on a line of its own once requests are answered; ends with 1 when it cannot.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        SoukOnLocalStack.Options options = SoukOnLocalStack.Options.of(Environment.ofProcess(), Path.of(args[0]));
        CompletableFuture<Optional<SoukOnLocalStack>> started = new CompletableFuture<>();
        // A start that is interrupted is brought to its end first: half of one is harder to stop.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> started.join().ifPresent(SoukOnLocalStack::close), "stop"));
        try {
            System.out.println("Deploying to " + options.endpoint() + " …");
            SoukOnLocalStack souk = SoukOnLocalStack.start(options);
            started.complete(Optional.of(souk));
            System.out.println("Souk is at " + souk.baseUrl());
        } catch (RuntimeException e) {
            started.complete(Optional.empty());
            e.printStackTrace();
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
