package dev.souk.embedded.s3;

import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 on 127.0.0.1, addressed by path ({@code http://127.0.0.1:<port>/<bucket>/<key>}). A request has to be signed with the
 * key this answers with, in a header or in the URL; browsers of any origin may send one.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String ACCESS_KEY = "local";
    private static final String SECRET_KEY = "local-secret";
    private static final int ATTEMPTS = 5;

    private final S3Proxy proxy;

    private final TellingStore store;

    private EmbeddedS3(S3Proxy proxy, TellingStore store) {
        this.proxy = proxy;
        this.store = store;
    }

    /**
     * Objects kept in {@code home/s3}, one folder for each bucket; buckets that are not there are made.
     *
     * @throws UncheckedIOException when the folder cannot be made
     * @throws IllegalStateException when it does not start
     */
    public static EmbeddedS3 start(Path home, int preferredPort, List<String> buckets) {
        Path folder = home.resolve("s3").toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TellingStore store = new TellingStore(new FilesystemNio2BlobStore(folder.toString()));
        buckets.stream().filter(bucket -> !store.containerExists(bucket)).forEach(store::createContainer);
        for (int attempt = 1; ; attempt++) {
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(store)
                    .endpoint(URI.create("http://127.0.0.1:" + Ports.choose(preferredPort)))
                    .stopTimeout(0)
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    .corsRules(new CrossOriginResourceSharing(
                            List.of("*"),
                            List.of("GET", "HEAD", "PUT", "POST", "DELETE"),
                            List.of("*"),
                            List.of("ETag", "x-amz-checksum-sha256", "Content-Disposition", "Content-Range"),
                            ""))
                    .build();
            try {
                proxy.start();
                return new EmbeddedS3(proxy, store);
            } catch (Exception e) {
                // S3Proxy declares Exception; a port taken in between is the one that another try can mend.
                stop(proxy);
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("S3 did not start", e);
                }
            }
        }
    }

    /**
     * From now on {@code listener} hears of each object that is stored, in the thread that stores it and before that is answered; when it
     * throws, so does the upload.
     */
    public void tell(Consumer<StoredObject> listener) {
        store.tell(listener);
    }

    /** What an S3 client takes as its endpoint override, with path-style access on. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public String region() {
        return "us-east-1";
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() {
        stop(proxy);
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop", e);
        }
    }
}
