package dev.souk.schema;

import dev.souk.schema.access.Grants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which migrations and grants there are: the template has it as a property, so that a deployment that changes neither asks nothing of the
 * database.
 *
 * @param version the number of the newest migration
 * @param fingerprint of all migrations and grants, in hexadecimal
 */
public record Release(int version, String fingerprint) {
    /** Those that are packaged with this class. */
    public static Release ofThisBuild() {
        return in("migrations");
    }

    /** @param folder beside this class */
    private static Release in(String folder) {
        try {
            URI place = Objects.requireNonNull(Release.class.getResource(folder), folder)
                    .toURI();
            if (place.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                    return of(jar.provider().getPath(place));
                }
            }
            return of(Path.of(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Release of(Path folder) throws IOException {
        List<Path> migrations;
        try (Stream<Path> files = Files.list(folder)) {
            migrations = files.filter(file -> file.getFileName().toString().endsWith(".sql"))
                    .sorted((one, other) -> one.getFileName()
                            .toString()
                            .compareTo(other.getFileName().toString()))
                    .toList();
        }
        MessageDigest digest = sha256();
        int version = 0;
        for (Path migration : migrations) {
            String name = migration.getFileName().toString();
            version = Math.max(version, versionOf(name));
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(migration));
        }
        digest.update(Grants.asText().getBytes(StandardCharsets.UTF_8));
        return new Release(version, HexFormat.of().formatHex(digest.digest(), 0, 16));
    }

    /** {@code V012__name.sql} is 12. */
    static int versionOf(String script) {
        return Integer.parseInt(script.substring(1, script.indexOf("__")));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
