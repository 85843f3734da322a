package dev.souk.webhooks.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.webhooks.Attempt;
import dev.souk.webhooks.AttemptResult;
import dev.souk.webhooks.EndpointUrl;
import dev.souk.webhooks.posting.Answer.Answered;
import dev.souk.webhooks.posting.Answer.Silence;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosterTest {
    private static final Poster.Limits IMPATIENT = new Poster.Limits(Duration.ofSeconds(2), Duration.ofMillis(700));
    private static final Poster.Limits PATIENT = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final HostNames HERE = _ -> List.of(address("127.0.0.1"));

    @Test
    void the_connection_goes_to_the_very_address_that_was_looked_at() throws Exception {
        try (Site first = Site.plain("127.0.0.1", 0);
                Site second = Site.plain("127.0.0.2", first.port())) {
            AtomicInteger looks = new AtomicInteger();
            HostNames rebinding = _ -> List.of(address(looks.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"));
            Answer answer = at(rebinding, PATIENT)
                    .post(url("http://hooks.example:" + first.port() + "/x"), Map.of(), new byte[1]);
            assertThat(answer).isInstanceOf(Answered.class);
            assertThat(looks).hasValue(1);
            assertThat(first.hosts).containsExactly("hooks.example:" + first.port());
            assertThat(second.hosts).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "169.254.169.254", "fd00:ec2::254", "::1", "100.64.0.1", "64:ff9b::a00:1"})
    void a_name_that_leads_into_somebodys_own_network_is_refused_after_it_was_looked_up(String leadsTo)
            throws Exception {
        Poster poster = poster(_ -> List.of(address(leadsTo)), Targets.PUBLIC, IMPATIENT);
        assertThat(poster.post(url("https://hooks.example/"), Map.of(), new byte[1]))
                .isEqualTo(new Silence(AttemptResult.ADDRESS_REFUSED));
    }

    @Test
    void one_address_that_is_not_public_is_one_too_many() throws Exception {
        Poster poster = poster(_ -> List.of(address("8.8.8.8"), address("10.0.0.1")), Targets.PUBLIC, IMPATIENT);
        assertThat(poster.post(url("https://hooks.example/"), Map.of(), new byte[1]))
                .isEqualTo(new Silence(AttemptResult.ADDRESS_REFUSED));
    }

    /** As a person's resolver writes 127.0.0.1: the JDK's does, too. */
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "localhost"})
    void other_ways_to_write_this_machine_are_found_out(String host) throws Exception {
        Poster poster = poster(HostNames.REAL, Targets.PUBLIC, IMPATIENT);
        assertThat(EndpointUrl.parse("https://" + host + "/", false)
                        .map(url -> poster.post(url, Map.of(), new byte[1]))
                        .orElse(new Silence(AttemptResult.ADDRESS_REFUSED)))
                .isEqualTo(new Silence(AttemptResult.ADDRESS_REFUSED));
    }

    @Test
    void without_tls_nothing_is_posted_but_at_home() throws Exception {
        try (Site site = Site.plain("127.0.0.1", 0)) {
            Poster poster = poster(_ -> List.of(address("8.8.8.8")), Targets.PUBLIC, IMPATIENT);
            assertThat(poster.post(url("http://hooks.example:" + site.port()), Map.of(), new byte[1]))
                    .isEqualTo(new Silence(AttemptResult.ADDRESS_REFUSED));
        }
    }

    @Test
    void the_certificate_has_to_be_of_the_name_though_the_connection_is_to_an_address() throws Exception {
        try (Site site = Site.secure()) {
            Poster poster = at(HERE, PATIENT);
            assertThat(poster.post(url("https://hooks.example:" + site.port() + "/"), Map.of(), new byte[1]))
                    .isEqualTo(new Answered(200, ""));
            assertThat(poster.post(url("https://other.example:" + site.port() + "/"), Map.of(), new byte[1]))
                    .isEqualTo(new Silence(AttemptResult.NOT_TRUSTED));
            assertThat(poster.post(url("https://127.0.0.1:" + site.port() + "/"), Map.of(), new byte[1]))
                    .isEqualTo(new Silence(AttemptResult.NOT_TRUSTED));
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_taken() throws Exception {
        try (Site site = Site.secure()) {
            Poster poster = new Poster(
                    HERE, Targets.PUBLIC_AND_LOOPBACK, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENT);
            assertThat(poster.post(url("https://hooks.example:" + site.port() + "/"), Map.of(), new byte[1]))
                    .isEqualTo(new Silence(AttemptResult.NOT_TRUSTED));
        }
    }

    @Test
    void a_redirect_is_an_answer_and_nothing_to_follow() throws Exception {
        try (Site elsewhere = Site.plain("127.0.0.1", 0);
                Script site = new Script("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
                        + elsewhere.port() + "/\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(post(site, PATIENT)).isEqualTo(new Answered(307, ""));
            assertThat(elsewhere.hosts).isEmpty();
        }
    }

    @Test
    void an_answer_that_comes_byte_by_byte_is_over_when_the_time_is() throws Exception {
        try (Script site = new Script("HTTP/1.1 200 OK\r\nX-Slow: " + "x".repeat(10_000) + "\r\n\r\n").dripping()) {
            assertThat(post(site, IMPATIENT)).isEqualTo(new Silence(AttemptResult.TIMED_OUT));
        }
    }

    @Test
    void a_handshake_that_never_ends_is_over_when_the_time_is() throws Exception {
        try (Script site = new Script("").dripping()) {
            assertThat(at(HERE, IMPATIENT)
                            .post(url("https://hooks.example:" + site.port() + "/"), Map.of(), new byte[1]))
                    .isEqualTo(new Silence(AttemptResult.TIMED_OUT));
        }
    }

    @Test
    void a_body_without_an_end_is_read_to_its_bound() throws Exception {
        try (Script site = new Script("HTTP/1.1 500 No\r\n\r\n" + "y".repeat(1_000_000))) {
            assertThat(post(site, PATIENT)).isEqualTo(new Answered(500, "y".repeat(Attempt.LONGEST_RESPONSE)));
        }
    }

    @Test
    void chunks_are_put_together_and_controls_taken_out() throws Exception {
        try (Script site = new Script(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nno \r\n4\r\n\u001bway\r\n0\r\n\r\n")) {
            assertThat(post(site, PATIENT)).isEqualTo(new Answered(422, "no \uFFFDway"));
        }
    }

    @Test
    void what_does_not_speak_http_is_told_apart_from_what_does_not_answer() throws Exception {
        try (Script ssh = new Script("SSH-2.0-OpenSSH_9.6\r\n");
                Script mute = new Script("")) {
            assertThat(post(ssh, PATIENT)).isEqualTo(new Silence(AttemptResult.NOT_HTTP));
            assertThat(post(mute, PATIENT)).isEqualTo(new Silence(AttemptResult.NOT_CONNECTED));
        }
    }

    @Test
    void where_nobody_listens_or_no_name_leads_the_reason_is_said() throws Exception {
        int free;
        try (ServerSocket once = new ServerSocket()) {
            once.bind(new InetSocketAddress(address("127.0.0.1"), 0));
            free = once.getLocalPort();
        }
        assertThat(at(HERE, PATIENT).post(url("http://hooks.example:" + free + "/"), Map.of(), new byte[1]))
                .isEqualTo(new Silence(AttemptResult.NOT_CONNECTED));
        Poster lost = at(
                host -> {
                    throw new UnknownHostException(host);
                },
                PATIENT);
        assertThat(lost.post(url("https://nowhere.example/"), Map.of(), new byte[1]))
                .isEqualTo(new Silence(AttemptResult.HOST_UNKNOWN));
    }

    private static Answer post(Script site, Poster.Limits limits) throws Exception {
        return at(HERE, limits).post(url("http://hooks.example:" + site.port() + "/"), Map.of("a", "b"), new byte[1]);
    }

    private static Poster at(HostNames hosts, Poster.Limits limits) throws Exception {
        return poster(hosts, Targets.PUBLIC_AND_LOOPBACK, limits);
    }

    private static Poster poster(HostNames hosts, Targets targets, Poster.Limits limits) throws Exception {
        SSLSocketFactory trust = Site.trust();
        return new Poster(hosts, targets, () -> trust, limits);
    }

    private static EndpointUrl url(String text) {
        return EndpointUrl.parse(text, true).orElseThrow();
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    /** Says the same to everybody, whatever they say, and closes; or says it slowly. */
    private static final class Script implements AutoCloseable {
        private final ServerSocket server;
        private volatile boolean slow;

        Script(String text) throws IOException {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(address("127.0.0.1"), 0));
            Thread.startVirtualThread(() -> serve(text.getBytes(StandardCharsets.UTF_8)));
        }

        Script dripping() {
            slow = true;
            return this;
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve(byte[] text) {
            try {
                while (true) {
                    Socket caller = server.accept();
                    Thread.startVirtualThread(() -> answer(caller, text));
                }
            } catch (IOException _) {
                // It is over.
            }
        }

        private void answer(Socket caller, byte[] text) {
            try (caller) {
                InputStream in = caller.getInputStream();
                byte[] some = new byte[4096];
                int first = in.read(some);
                if (first < 0) {
                    return;
                }
                OutputStream out = caller.getOutputStream();
                if (!slow) {
                    out.write(text);
                    out.flush();
                    caller.shutdownOutput();
                    in.readAllBytes();
                    return;
                }
                for (byte each : text) {
                    out.write(each);
                    out.flush();
                    Thread.sleep(50);
                }
                in.readAllBytes();
            } catch (IOException _) {
                // The caller has gone.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
