package dev.souk.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that becomes {@code /var/task}: {@code bootstrap}, {@code function.jar}, {@code function.aot}, {@code runtime/} and the native
 * part of the runtime interface client. Zipped, it keeps what may be executed and when files were changed: a cache is good for a jar of the
 * same time and size only.
 */
public record Bundle(Path folder) {
    /** What a function's package may be, unpacked: 250 MB as Lambda counts them. */
    static final long MOST_BYTES = 250L * 1024 * 1024;

    /** Of all files, so that the same input makes the same package. A zip cannot tell times before 1980. */
    private static final FileTime ALWAYS = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

    public Path bootstrap() {
        return folder.resolve("bootstrap");
    }

    Path jar() {
        return folder.resolve("function.jar");
    }

    public Path cache() {
        return folder.resolve("function.aot");
    }

    Path runtime() {
        return folder.resolve("runtime");
    }

    Path clientLibrary() {
        return folder.resolve("libaws-lambda-jni.so");
    }

    /** All files by their names, in order; no folders and no links. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long bytes() {
        return files().stream().mapToLong(Bundle::size).sum();
    }

    /** @throws IllegalStateException when Lambda would not take it */
    void checkSize(String name) {
        if (bytes() > MOST_BYTES) {
            throw new IllegalStateException(
                    name + " has " + bytes() + " bytes unpacked, and Lambda takes " + MOST_BYTES + ".");
        }
    }

    /** Gives each file the same time and the rights that it needs. Before the cache is made, which remembers the time. */
    void settle() {
        files().forEach(file -> settle(file, Files.isExecutable(file) ? PROGRAM : FILE));
    }

    private static void settle(Path file, Set<PosixFilePermission> permissions) {
        try {
            Files.setPosixFilePermissions(file, permissions);
            Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(ALWAYS, ALWAYS, ALWAYS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void zipTo(Path zip) {
        try {
            Files.createDirectories(zip.toAbsolutePath().getParent());
            Files.deleteIfExists(zip);
            try (FileSystem to = open(zip, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
                for (Path file : files()) {
                    Path entry = to.getPath("/" + folder.relativize(file));
                    Files.createDirectories(entry.getParent());
                    Files.copy(file, entry);
                    settle(entry, Files.getPosixFilePermissions(file));
                }
                try (Stream<Path> all = Files.walk(to.getPath("/"))) {
                    all.filter(path -> Files.isDirectory(path) && path.getNameCount() > 0)
                            .forEach(path -> settle(path, PROGRAM));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Lambda unpacks it. */
    public static Bundle unzipped(Path zip, Path folder) {
        try (FileSystem from = open(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(from.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Path file = folder.resolve(entry.toString().substring(1));
                Files.createDirectories(file.getParent());
                Files.copy(entry, file, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
                Files.setLastModifiedTime(file, Files.getLastModifiedTime(entry));
            }
            return new Bundle(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileSystem open(Path zip, Map<String, String> how) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), how);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
