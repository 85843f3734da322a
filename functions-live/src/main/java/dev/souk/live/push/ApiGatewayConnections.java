package dev.souk.live.push;

import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.aws.SignedHttp;
import dev.souk.lambda.priming.DeadEnd;
import dev.souk.lambda.priming.Snapshots;
import dev.souk.live.ConnectionId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** {@code POST /@connections/…} of API Gateway's management API (docs.aws.amazon.com/apigateway, "@connections commands"). */
public final class ApiGatewayConnections implements OpenConnections {
    private static final int GONE = 410;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(4);

    private final SignedHttp http;
    private final URI api;

    /** @param api {@code https://….execute-api.….amazonaws.com/<stage>} */
    public ApiGatewayConnections(AwsSettings aws, URI api) {
        this.http = new SignedHttp(aws, "execute-api", CONNECT, READ);
        this.api = api;
        Snapshots.rehearse("a push", ApiGatewayConnections::rehearse);
    }

    /** To nobody, with nobody's name: all but API Gateway is as it will be. */
    private static void rehearse() throws IOException {
        try (DeadEnd nobody = new DeadEnd("application/json", "{}")) {
            new ApiGatewayConnections(AwsSettings.rehearsing(nobody.address()), nobody.address())
                    .sent(new ConnectionId("priming="), "{}");
        }
    }

    @Override
    public Posted post(ConnectionId connection, String text) {
        int status;
        try {
            status = sent(connection, text);
        } catch (IOException e) {
            throw new NotPosted(e);
        }
        if (status == GONE) {
            return Posted.GONE;
        }
        if (status != 200) {
            throw new NotPosted(status);
        }
        return Posted.SENT;
    }

    private int sent(ConnectionId connection, String text) throws IOException {
        URI address = URI.create(api + "/@connections/" + URLEncoder.encode(connection.text(), StandardCharsets.UTF_8));
        return http.post(address, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8))
                .status();
    }
}
