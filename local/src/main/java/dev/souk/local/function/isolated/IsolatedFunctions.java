package dev.souk.local.function.isolated;

import dev.souk.deployment.LambdaFunction;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.Trail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Functions in processes of their own, as Lambda runs them. */
public final class IsolatedFunctions implements Functions {
    private final RuntimeApi api = new RuntimeApi();
    private final Guardian guardian = new Guardian();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reaper").factory());

    /**
     * An instance as it is now.
     *
     * @param busy whether it works on an event, or is on its way to its first one
     */
    public record Running(String function, long pid, boolean busy) {}

    /**
     * What a function is run with.
     *
     * @param timeout after which it is killed
     * @param most how many instances there are at most
     */
    public record Deployed(Launch launch, Duration timeout, int most) {}

    private IsolatedFunctions() {}

    /**
     * Unpacks what was built. No process is started before the first event.
     *
     * @param folder where artifacts are unpacked, and instances write while they run
     * @param variables of each function's environment
     * @param log hears of every invocation, as CloudWatch has Lambda's own lines
     * @param lines where what functions write goes
     * @throws IllegalStateException when something was not built, or this machine cannot run it
     */
    public static IsolatedFunctions start(
            Isolation isolation,
            Path folder,
            Function<LambdaFunction, Map<String, String>> variables,
            Log log,
            Consumer<String> lines,
            Trail trail) {
        RuntimeClient client = RuntimeClient.in(isolation.runtimeClient(), folder);
        List<Deployed> deployed = new ArrayList<>();
        for (LambdaFunction function : LambdaFunction.serving()) {
            Launch launch = new Launch(
                    function.functionName(),
                    function.handler(),
                    Artifact.unpacked(isolation.zip(function), folder.resolve(function.artifact())),
                    function.memoryMegabytes(),
                    variables.apply(function),
                    Jvm.managed(client));
            deployed.add(new Deployed(launch, function.timeout(), isolation.most(function)));
        }
        return of(deployed, isolation, folder, log, lines, trail);
    }

    /** The same with functions of the caller's, whatever Souk has; {@code isolation} says how they start and go. */
    public static IsolatedFunctions of(
            List<Deployed> deployed, Isolation isolation, Path folder, Log log, Consumer<String> lines, Trail trail) {
        IsolatedFunctions functions = new IsolatedFunctions();
        Pool.Surroundings surroundings = new Pool.Surroundings(
                functions.api, functions.guardian, emptied(folder.resolve("logs")), log, lines, trail);
        for (Deployed each : deployed) {
            functions.pools.put(
                    each.launch().name(),
                    new Pool(each.launch(), each.timeout(), each.most(), isolation, surroundings));
        }
        long every = Math.max(100, isolation.idle().toMillis() / 4);
        var _ = functions.reaper.scheduleWithFixedDelay(
                () -> functions.pools.values().forEach(Pool::retire), every, every, TimeUnit.MILLISECONDS);
        return functions;
    }

    /** What a run that was killed has left there is of no use to this one. */
    private static Path emptied(Path logs) {
        try {
            Artifact.remove(logs);
            return Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Invocation invoke(String function, byte[] event, TraceHeader header, Duration patience) {
        Pool pool = pools.get(function);
        if (pool == null) {
            throw new IllegalArgumentException("there is no function " + function);
        }
        return event.length > LARGEST_PAYLOAD ? new Invocation.EventTooLarge() : pool.invoke(event, header, patience);
    }

    /** The instances that there are just now. */
    public List<Running> processes() {
        List<Running> processes = new ArrayList<>();
        pools.forEach((name, pool) -> pool.instances()
                .forEach(instance -> processes.add(new Running(name, instance.pid(), !pool.isIdle(instance)))));
        return processes;
    }

    /** Asks the instances that are idle to end by themselves, as a JVM must that is to leave an archive behind; waits for them. */
    public void endGently() {
        pools.values().forEach(Pool::endGently);
    }

    /** The process that ends them all when this one is killed. */
    long guardian() {
        return guardian.pid();
    }

    @Override
    public void close() {
        reaper.shutdownNow();
        pools.values().forEach(Pool::close);
        guardian.close();
        api.close();
    }
}
