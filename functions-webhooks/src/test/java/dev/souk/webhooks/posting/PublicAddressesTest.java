package dev.souk.webhooks.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.webhooks.EndpointUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.1.2.3",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "::127.0.0.1"
            })
    void an_address_of_somebodys_own_network_is_not_public(String text) {
        assertThat(Targets.PUBLIC.allow(InetAddress.ofLiteral(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "192.169.1.1",
                "198.17.1.1",
                "198.20.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "2001:4860:4860::8888",
                "64:ff9b::808:808"
            })
    void an_address_of_the_internet_is_public(String text) {
        assertThat(Targets.PUBLIC.allow(InetAddress.ofLiteral(text))).isTrue();
    }

    /** The JDK makes an IPv4 address of most of them; made by hand they stay what they are. */
    @Test
    void an_ipv4_address_in_the_clothes_of_an_ipv6_one_is_what_it_is_underneath() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 10;
        mapped[15] = 1;
        assertThat(Targets.PUBLIC.allow(InetAddress.getByAddress(mapped))).isFalse();
        assertThat(Targets.PUBLIC.allow(InetAddress.ofLiteral("::ffff:169.254.169.254")))
                .isFalse();
        assertThat(Targets.PUBLIC.allow(InetAddress.ofLiteral("::ffff:8.8.8.8")))
                .isTrue();
    }

    @Test
    void at_home_this_machine_is_allowed_and_the_network_around_it_is_not() {
        assertThat(Targets.PUBLIC_AND_LOOPBACK.allow(InetAddress.ofLiteral("127.0.0.1")))
                .isTrue();
        assertThat(Targets.PUBLIC_AND_LOOPBACK.allow(InetAddress.ofLiteral("::1")))
                .isTrue();
        assertThat(Targets.PUBLIC_AND_LOOPBACK.allow(InetAddress.ofLiteral("192.168.1.1")))
                .isFalse();
        assertThat(Targets.PUBLIC_AND_LOOPBACK.allow(InetAddress.ofLiteral("169.254.169.254")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/",
                "ftp://hooks.example/",
                "https:///x",
                "https://user:pw@hooks.example/",
                "https://hooks.example/#x",
                "hooks.example",
                "https://hooks.example:0/",
                "https://hooks.example:8443/",
                "https://hooks.example:70000/",
                "https://hooks example/",
                "https://höoks.example/",
                "https://hooks.example/ü",
                "javascript:alert(1)",
                "https://hooks.example/\r\nX: y",
                ""
            })
    void what_is_no_address_to_post_to_is_not_taken(String text) {
        assertThat(EndpointUrl.parse(text, false)).isEmpty();
    }
}
