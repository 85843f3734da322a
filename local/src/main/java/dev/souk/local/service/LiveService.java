package dev.souk.local.service;

import dev.souk.local.function.Functions;
import dev.souk.local.socket.Limits;
import dev.souk.local.socket.SocketGateway;
import java.net.URI;
import java.util.Map;

/** The WebSocket API. It is always ours: API Gateway's would call functions in the cloud. */
public final class LiveService implements Service {
    private final SocketGateway gateway;

    private LiveService(SocketGateway gateway) {
        this.gateway = gateway;
    }

    public static LiveService start(Setting setting) {
        SocketGateway gateway = SocketGateway.at(setting.preferredPort(Port.LIVE), Limits.OF_API_GATEWAY);
        setting.listensAt(Port.LIVE, gateway.port());
        return new LiveService(gateway);
    }

    /** From now on connections are taken, by the function of that name. */
    public void open(Functions functions, String name) {
        gateway.open(functions, name);
    }

    /** Where clients connect. */
    public URI url() {
        return gateway.url();
    }

    /** Ends all connections, while functions can still be told. */
    public void letGo() {
        gateway.letGo();
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("CONNECTIONS_URL", gateway.connectionsUrl().toString());
    }

    @Override
    public String where() {
        return gateway.url().toString();
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
