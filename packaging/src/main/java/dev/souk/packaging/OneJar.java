package dev.souk.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** One jar of a folder of classes and many jars. What stands twice is taken from the first; lists of services are joined. */
final class OneJar {
    private static final String SERVICES = "META-INF/services/";
    /** Of all entries, so that the same input makes the same jar. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2020, 1, 1, 0, 0);

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private OneJar() {}

    static void of(Path classes, List<Path> jars, Path target) {
        OneJar one = new OneJar();
        try {
            one.addClasses(classes);
            for (Path jar : jars) {
                one.addJar(jar);
            }
            try (OutputStream file = Files.newOutputStream(target)) {
                one.write(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addClasses(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (!name.startsWith("lib/")) {
                    add(name, Files.readAllBytes(file));
                }
            }
        }
    }

    private void addJar(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory()) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        add(entry.getName(), bytes.readAllBytes());
                    }
                }
            }
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        boolean isOfTheJarAlone = name.equals(JarFile.MANIFEST_NAME)
                || name.equals("META-INF/INDEX.LIST")
                || name.endsWith("module-info.class")
                || name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
        if (isOfTheJarAlone) {
            return;
        }
        byte[] before = entries.get(name);
        if (before == null) {
            entries.put(name, bytes);
        } else if (name.startsWith(SERVICES)) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(before);
            both.write("\n".getBytes(StandardCharsets.UTF_8));
            both.write(bytes);
            entries.put(name, both.toByteArray());
        }
    }

    private void write(OutputStream file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        manifest.write(written);
        try (JarOutputStream out = new JarOutputStream(file)) {
            put(out, JarFile.MANIFEST_NAME, written.toByteArray());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(ALWAYS);
        out.putNextEntry(entry);
        out.write(bytes);
    }
}
