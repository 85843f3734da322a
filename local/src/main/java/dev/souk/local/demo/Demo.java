package dev.souk.local.demo;

import dev.souk.lambda.config.Environment;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Plays the first sale against the system at {@code SOUK_BASE_URL} or the one that runs on this machine; where none does, against one
 * of its own that it stops afterwards. {@code FILE} names what is sold; else it is a library this program stands on, a file of some MB.
 */
public final class Demo {
    private static final URI USUAL = URI.create("http://127.0.0.1:8080");

    private Demo() {}

    /** @param args the folder of the checkout */
    public static void main(String[] args) throws IOException, InterruptedException {
        Environment environment = Environment.ofProcess();
        Path checkout = Path.of(args[0]);
        Path file = environment.find("FILE").map(Path::of).orElseGet(Demo::aFileOfSomeMegabytes);
        URI base = environment.findUri("SOUK_BASE_URL").orElse(USUAL);
        try {
            if (answers(base)) {
                System.out.println("Against the system at " + base);
                new FirstSale(base, System.out).play(file);
            } else if (environment.find("SOUK_BASE_URL").isPresent()) {
                throw new DemoFailed("nothing answers at " + base);
            } else {
                againstOneOfOurOwn(checkout, file);
            }
        } catch (DemoFailed e) {
            System.err.println();
            System.err.println("The demo stopped: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void againstOneOfOurOwn(Path checkout, Path file) throws IOException, InterruptedException {
        System.out.println("No system runs at " + USUAL + ": starting one.");
        LocalOptions options = LocalOptions.of(Environment.of(Map.of()), checkout)
                .withData(checkout.resolve(".local").resolve("demo"));
        try (LocalSouk souk = LocalSouk.start(options)) {
            System.out.println("It is ready at " + souk.baseUrl());
            new FirstSale(souk.baseUrl(), System.out).play(file);
        }
    }

    private static boolean answers(URI base) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/_local/info.json"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** The jar of the database driver: real, at hand offline, and of some MB. */
    private static Path aFileOfSomeMegabytes() {
        try {
            return Path.of(com.mysql.cj.jdbc.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("the driver is in no file", e);
        }
    }
}
