import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Prints what Lambda would be given: each function's package, zipped and unpacked. Run as {@code java tools/PackageSizes.java}. */
void main() throws IOException {
    IO.println("\n  %-22s %8s %12s %6s".formatted("package", "zip MB", "unpacked MB", "jars"));
    try (Stream<Path> folders = Files.list(Path.of(""))) {
        List<Path> zips = folders.map(folder -> folder.resolve("target/" + folder.getFileName() + ".zip"))
                .filter(Files::exists)
                .sorted()
                .toList();
        for (Path path : zips) {
            try (ZipFile zip = new ZipFile(path.toFile())) {
                IO.println("  %-22s %8.1f %12.1f %6d"
                        .formatted(
                                path.getFileName().toString().replace(".zip", ""),
                                Files.size(path) / 1e6,
                                zip.stream().mapToLong(ZipEntry::getSize).sum() / 1e6,
                                zip.stream().filter(entry -> entry.getName().endsWith(".jar")).count()));
            }
        }
    }
}
