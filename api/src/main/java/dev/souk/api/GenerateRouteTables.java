package dev.souk.api;

import dev.souk.api.Contract.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Run by the build: makes of {@code openapi.yaml} one table for each function, which {@link RouteTable} reads. A line is an
 * operation: method, path, operation id, security alternatives (parted by commas), the scope, if any, the roles (parted by commas), if any,
 * and {@code admin} where it is for admins alone, with tabs between.
 */
public final class GenerateRouteTables {
    private GenerateRouteTables() {}

    /** Takes two arguments: the contract's file, and the folder where class files go. A broken contract fails the build. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Expected: <openapi.yaml> <folder of class files>");
        }
        generate(Path.of(args[0]), Path.of(args[1]));
    }

    static void generate(Path contract, Path classes) throws IOException {
        List<Operation> operations = ContractReader.operationsIn(Files.readString(contract, StandardCharsets.UTF_8));
        Path folder = Files.createDirectories(classes.resolve("dev/souk/api"));
        Map<Path, String> tables = new TreeMap<>();
        tables(operations)
                .forEach((function, table) ->
                        tables.put(folder.resolve(RouteTable.resourceName(function)), table.toString()));
        removeTablesIn(folder, tables.keySet());
        for (Map.Entry<Path, String> table : tables.entrySet()) {
            write(table.getKey(), table.getValue());
        }
    }

    /** A file that says so already is left alone: else the jar would be new, and every module compiled again that stands on it. */
    private static void write(Path file, String table) throws IOException {
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.UTF_8).equals(table)) {
            Files.writeString(file, table, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, StringBuilder> tables(List<Operation> operations) {
        Map<String, StringBuilder> tables = new TreeMap<>();
        for (Operation operation : operations) {
            String function = operation.function();
            if (function != null) {
                tables.computeIfAbsent(function, any -> new StringBuilder())
                        .append(String.join(
                                "\t",
                                operation.method(),
                                operation.pathTemplate(),
                                operation.id(),
                                String.join(",", operation.security()),
                                operation.scope() == null ? "" : operation.scope(),
                                String.join(",", operation.roles()),
                                operation.admin() ? "admin" : ""))
                        .append('\n');
            }
        }
        return tables;
    }

    /** A function that was renamed must not live on in the jar of a build without {@code clean}. */
    private static void removeTablesIn(Path folder, Set<Path> except) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, RouteTable.resourceName("*"))) {
            for (Path table : old) {
                if (!except.contains(table)) {
                    Files.delete(table);
                }
            }
        }
    }
}
