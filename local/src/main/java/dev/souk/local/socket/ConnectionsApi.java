package dev.souk.local.socket;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST} and {@code DELETE /@connections/<id>}, as API Gateway's management API answers them: 403 without a signature (which is looked
 * for, and not checked), 410 for a connection that is not there, 413 for more than it carries.
 */
final class ConnectionsApi extends Handler.Abstract {
    static final String PATH = "/@connections/";

    private final String path;
    private final int longest;
    private final Map<String, SocketGateway.Connection> open;

    ConnectionsApi(String path, int longest, Map<String, SocketGateway.Connection> open) {
        this.path = path;
        this.longest = longest;
        this.open = open;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        byte[] body;
        try (var stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(longest + 1);
        }
        String target = request.getHttpURI().getPath();
        response.setStatus(target.startsWith(path) ? status(request, target.substring(path.length()), body) : 403);
        response.write(true, ByteBuffer.allocate(0), callback);
        return true;
    }

    private int status(Request request, String id, byte[] body) {
        String authorization = request.getHeaders().get("Authorization");
        if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            return 403;
        }
        SocketGateway.Connection connection = open.get(URLDecoder.decode(id, StandardCharsets.UTF_8));
        if (connection == null) {
            return 410;
        }
        return switch (request.getMethod()) {
            case "POST" -> {
                if (body.length > longest) {
                    yield 413;
                }
                yield connection.send(new String(body, StandardCharsets.UTF_8)) ? 200 : 410;
            }
            case "DELETE" -> {
                connection.end("Connection Closed Normally");
                yield 204;
            }
            default -> 405;
        };
    }
}
