package dev.souk.lambda.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Single requests to a service of AWS, signed by AWS's own signer. The client that AWS makes for all operations of a service would be the
 * largest jar of a function that calls one of them. Safe for use by many threads.
 */
public final class SignedHttp {
    private final AwsSettings aws;
    private final String service;
    private final Lazy<SdkHttpClient> http;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param service as signatures name it: {@code secretsmanager} */
    public SignedHttp(AwsSettings aws, String service, Duration connect, Duration read) {
        this.aws = aws;
        this.service = service;
        this.http = new Lazy<>(() -> UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(read)
                .build());
    }

    /** What the service said, whatever it was. */
    public record Answer(int status, byte[] body) {}

    /**
     * Posts {@code body}, once.
     *
     * @throws IOException when no answer came: the service may have got it
     */
    public Answer post(URI address, Map<String, String> headers, byte[] body) throws IOException {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Length", Integer.toString(body.length));
        headers.forEach(request::putHeader);
        ContentStreamProvider payload = ContentStreamProvider.fromByteArray(body);
        SignedRequest signed =
                signer.sign(sign -> sign.identity(aws.credentials().resolveCredentials())
                        .request(request.build())
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region()));
        HttpExecuteResponse response = http.get()
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(payload)
                        .build())
                .call();
        byte[] answer = {};
        if (response.responseBody().isPresent()) {
            try (InputStream stream = response.responseBody().get()) {
                answer = stream.readAllBytes();
            }
        }
        return new Answer(response.httpResponse().statusCode(), answer);
    }
}
