package dev.souk.webhooks.posting;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the internet from those of somebody's own network, which a stranger must not make us post to: what IANA's registries of special-purpose
 * addresses call not globally reachable (iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry), multicast, and what leads on
 * to an IPv4 address that is such.
 */
final class PublicAddresses {
    private static final int IPV4 = 4;

    private static final List<Block> NOT_PUBLIC = List.of(
            block("this network", 8, 0),
            block("private", 8, 10),
            block("shared by a carrier's customers", 10, 100, 64),
            block("loopback", 8, 127),
            block("link-local, and the metadata of AWS and others", 16, 169, 254),
            block("private", 12, 172, 16),
            block("protocols' own", 24, 192, 0, 0),
            block("documentation", 24, 192, 0, 2),
            block("relays of 6to4", 24, 192, 88, 99),
            block("private", 16, 192, 168),
            block("measurements", 15, 198, 18),
            block("documentation", 24, 198, 51, 100),
            block("documentation", 24, 203, 0, 113),
            block("multicast", 4, 224),
            block("reserved, and broadcast", 4, 240),
            block("protocols' own, Teredo among them", 23, 0x20, 0x01, 0x00, 0x00)
                    .of(16),
            block("documentation", 32, 0x20, 0x01, 0x0d, 0xb8).of(16),
            block("6to4", 16, 0x20, 0x02).of(16),
            block("documentation", 20, 0x3f, 0xff, 0x00).of(16));

    /** All that IANA has given out for use on the internet; local, unique local, link-local and multicast addresses are outside. */
    private static final Block GLOBAL_IPV6 = block("global unicast", 3, 0x20).of(16);

    private static final Block MAPPED =
            block("IPv4-mapped", 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff).of(16);
    private static final Block NAT64 = block("NAT64", 96, 0, 0x64, 0xff, 0x9b).of(16);

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length != IPV4) {
            if (MAPPED.has(address) || NAT64.has(address)) {
                return isPublic(Arrays.copyOfRange(address, address.length - IPV4, address.length));
            }
            if (!GLOBAL_IPV6.has(address)) {
                return false;
            }
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.has(address));
    }

    private static Block block(String what, int bits, int... start) {
        byte[] bytes = new byte[IPV4];
        if (start.length > IPV4) {
            bytes = new byte[start.length];
        }
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return new Block(what, bytes, bits);
    }

    /** Addresses that begin with the same bits. */
    private record Block(String what, byte[] start, int bits) {
        /** The same of addresses of so many bytes. */
        Block of(int length) {
            return new Block(what, Arrays.copyOf(start, length), bits);
        }

        boolean has(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
