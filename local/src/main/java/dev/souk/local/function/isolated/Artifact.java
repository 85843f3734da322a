package dev.souk.local.function.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's artifact: the zip that Lambda is given, unpacked. */
public final class Artifact {
    private Artifact() {}

    /**
     * Unpacks {@code zip} into {@code folder}, unless it is there already.
     *
     * @return {@code folder}
     * @throws IllegalStateException when there is no such zip
     */
    public static Path unpacked(Path zip, Path folder) {
        if (!Files.exists(zip)) {
            throw new IllegalStateException(
                    "The functions are not packaged: " + zip + " is missing. Run 'make package'.");
        }
        try {
            Path mark = folder.resolveSibling(folder.getFileName() + ".unpacked");
            String identity =
                    Files.size(zip) + " " + Files.getLastModifiedTime(zip).toMillis();
            if (Files.exists(mark) && Files.readString(mark).equals(identity)) {
                return folder;
            }
            Files.deleteIfExists(mark);
            remove(folder);
            unzip(zip, folder);
            Files.writeString(mark, identity);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip, e);
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Removes a folder and all that is in it, if it is there. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, java.io.IOException failure) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
