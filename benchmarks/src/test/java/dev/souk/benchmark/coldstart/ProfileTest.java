package dev.souk.benchmark.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sample is taken for, and what counters say. */
class ProfileTest {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda.main";
    private static final String NEXT = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.next";
    private static final String OURS = "dev.souk.users.UsersRoutes.getStore";
    private static final String CONNECT = "org.mariadb.jdbc.Driver.connect";

    @Test
    void a_moment_in_the_JDK_belongs_to_who_called_it() {
        assertThat(Part.of(List.of(
                        "java.net.Socket.read", "com.stripe.net.HttpURLConnectionClient.request", OURS, CLIENT)))
                .isEqualTo(Part.STRIPE);
        assertThat(Part.of(List.of("java.lang.Class.forName0", "software.amazon.awssdk.utils.Lazy.get", OURS)))
                .isEqualTo(Part.AWS);
        assertThat(Part.of(List.of("java.net.Socket.write", "org.apache.commons.net.smtp.SMTP.helo", OURS)))
                .isEqualTo(Part.SMTP);
        assertThat(Part.of(List.of("java.util.HashMap.put", OURS, CLIENT))).isEqualTo(Part.OURS);
        assertThat(Part.of(List.of("java.lang.ClassLoader.loadClass", CLIENT))).isEqualTo(Part.CLIENT);
        assertThat(Part.of(List.of("java.lang.Thread.run"))).isEqualTo(Part.OTHER);
    }

    @Test
    void Stripes_objects_are_read_for_Stripe_also_when_we_ask_for_them() {
        assertThat(Part.of(List.of("com.google.gson.Gson.fromJson", "dev.souk.lambda.stripe.Events.read")))
                .isEqualTo(Part.STRIPE);
    }

    @Test
    void the_driver_connects_reads_its_options_encrypts_and_asks() {
        assertThat(Part.of(List.of(
                        "java.lang.reflect.Field.get", "org.mariadb.jdbc.Configuration.buildUrl", CONNECT, OURS)))
                .isEqualTo(Part.OPTIONS);
        assertThat(Part.of(List.of(
                        "sun.security.ssl.TransportContext.kickstart",
                        "org.mariadb.jdbc.client.impl.ConnectionHelper.sslWrapper",
                        CONNECT,
                        OURS)))
                .isEqualTo(Part.TLS);
        assertThat(Part.of(List.of("org.mariadb.jdbc.client.impl.StandardClient.<init>", CONNECT, OURS)))
                .isEqualTo(Part.CONNECT);
        assertThat(Part.of(List.of("java.net.Socket.read", "org.mariadb.jdbc.Statement.executeQuery", OURS)))
                .isEqualTo(Part.QUERIES);
    }

    @Test
    void it_ends_with_the_first_answer_and_begins_with_the_process() {
        Profile profile = Profile.of(
                4_000,
                List.of(
                        "1000\t" + NEXT + ";" + CLIENT + ";",
                        "2000\tjava.lang.String.<clinit>;" + OURS + ";" + CLIENT + ";",
                        "3000\t" + CONNECT + ";" + OURS + ";" + CLIENT + ";",
                        "9000\t" + NEXT + ";" + CLIENT + ";",
                        "9000\t" + NEXT + ";" + CLIENT + ";"));
        assertThat(profile.share(Part.BEFORE_MAIN)).isEqualTo(0.4, within(0.001));
        assertThat(profile.share(Part.CLIENT)).isEqualTo(0.1, within(0.001));
        assertThat(profile.share(Part.OURS)).isEqualTo(0.2, within(0.001));
        assertThat(profile.share(Part.CONNECT)).isEqualTo(0.3, within(0.001));
        assertThat(profile.share(Part.AWS)).isZero();
        assertThat(profile.classShare()).isEqualTo(0.2, within(0.001));
    }

    @Test
    void counters_are_numbers_and_one_that_is_not_there_is_no_zero() {
        Counters counters = Counters.parse(
                "4711:\njava.ci.totalTime=1500\nsun.os.hrt.frequency=1000000\njava.rt.vmFlags=\"\"\nsun.gc.cause=\"No GC\"\n");
        assertThat(counters.millis("java.ci.totalTime", "java.ci.totalTime")).isEqualTo(3.0, within(0.001));
        assertThatThrownBy(() -> counters.count("java.rt.vmFlags")).hasMessageContaining("java.rt.vmFlags");
    }
}
