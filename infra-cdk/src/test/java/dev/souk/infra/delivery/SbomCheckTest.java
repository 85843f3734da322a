package dev.souk.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/CheckSbom.java}, run as it is run, on packages made for the purpose. */
class SbomCheckTest {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")));

    @TempDir
    private Path folder;

    @BeforeEach
    void allowsWhatSoukAllows() throws IOException {
        Files.createDirectories(folder.resolve("tools"));
        Files.copy(CHECKOUT.resolve("tools/licences.txt"), folder.resolve("tools/licences.txt"));
    }

    @Test
    void a_package_that_is_what_its_sbom_says_and_of_good_licences_passes() throws Exception {
        pack("good.jar");
        sbom(component("good.jar", "<id>Apache-2.0</id>"));
        assertThat(run()).contains("hold, jar by jar", "{Apache-2.0=1}");
        assertThat(folder.resolve("target/sbom/functions-x.cdx.json")).exists();
    }

    @Test
    void an_unfit_licence_is_refused() throws Exception {
        pack("good.jar");
        sbom(component("good.jar", "<id>GPL-2.0-only</id>"));
        assertThat(run()).contains("org.other:good.jar has the licence [GPL-2.0-only]");
    }

    @Test
    void an_exception_is_for_its_own_library_only() throws Exception {
        pack("good.jar");
        sbom(component("good.jar", "<id>LGPL-2.1-or-later</id>"));
        assertThat(run()).contains("org.other:good.jar has the licence [LGPL-2.1-or-later]");
    }

    @Test
    void a_licence_is_allowed_for_a_reason_only() throws Exception {
        Files.writeString(folder.resolve("tools/licences.txt"), "Apache-2.0\tall\t\n");
        pack("good.jar");
        sbom(component("good.jar", "<id>Apache-2.0</id>"));
        assertThat(run()).contains("gives no reason: Apache-2.0");
    }

    @Test
    void a_library_without_a_licence_is_refused() throws Exception {
        pack("good.jar");
        sbom(component("good.jar", ""));
        assertThat(run()).contains("org.other:good.jar says no licence");
    }

    @Test
    void a_jar_that_the_sbom_does_not_list_is_found() throws Exception {
        pack("good.jar", "stowaway.jar");
        sbom(component("good.jar", "<id>MIT</id>"));
        assertThat(run()).contains("lib/stowaway.jar is in the package and not in its SBOM");
    }

    @Test
    void a_jar_that_only_the_sbom_has_is_found() throws Exception {
        pack("good.jar");
        sbom(component("good.jar", "<id>MIT</id>") + component("gone.jar", "<id>MIT</id>"));
        assertThat(run()).contains("org.other:gone.jar is in the SBOM and not in the package");
    }

    @Test
    void a_package_without_an_sbom_is_found() throws Exception {
        pack("good.jar");
        assertThat(run()).contains("functions-x has no SBOM");
    }

    private void pack(String... jars) throws IOException {
        Path zip = folder.resolve("functions-x/target/functions-x.zip");
        Files.createDirectories(zip.getParent());
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            for (String jar : jars) {
                entries.putNextEntry(new ZipEntry("lib/" + jar));
                entries.write(jar.getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
    }

    private void sbom(String components) throws IOException {
        Path target = folder.resolve("functions-x/target");
        Files.writeString(target.resolve("sbom.json"), "{}");
        Files.writeString(
                target.resolve("sbom.xml"),
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components>" + components + "</components></bom>");
    }

    /** A library whose jar's content is its name. */
    private static String component(String jar, String licence) throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(jar.getBytes(StandardCharsets.UTF_8)));
        return "<component><group>org.other</group><name>" + jar + "</name><hashes><hash alg=\"SHA-256\">" + hash
                + "</hash></hashes><licenses>" + (licence.isEmpty() ? "" : "<license>" + licence + "</license>")
                + "</licenses></component>";
    }

    /** What it says; that it ends with 0 goes with saying that all holds. */
    private String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        CHECKOUT.resolve("tools/CheckSbom.java").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(said.contains("hold, jar by jar") ? 0 : 1);
        return said;
    }
}
