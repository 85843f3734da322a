package dev.souk.webhooks.posting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where hosts are. */
@FunctionalInterface
public interface HostNames {
    /** As the machine knows them. */
    HostNames REAL = host -> List.of(InetAddress.getAllByName(host));

    /**
     * All addresses of a host, or the address that {@code host} writes.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
