package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/reliability.md to its word: the tests that it names exist, and it leaves out no fault that it should name. */
class TestsOfFaultsTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d{1,2}) \\|", Pattern.MULTILINE);

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Map<String, List<Path>> classes = testClasses();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(reliability());
        int count = 0;
        while (named.find()) {
            count++;
            boolean exists = false;
            for (Path file : classes.getOrDefault(named.group(1), List.of())) {
                exists |= Files.readString(file).contains("void " + named.group(2) + "(");
            }
            if (!exists) {
                missing.add(named.group());
            }
        }
        assertThat(count).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void every_fault_of_the_money_has_a_row() throws IOException {
        Set<Integer> rows = new TreeSet<>();
        Matcher row = ROW.matcher(reliability());
        while (row.find()) {
            rows.add(Integer.valueOf(row.group(1)));
        }
        List<Integer> wanted = Stream.of(
                        IntStream.rangeClosed(1, 27), IntStream.rangeClosed(31, 34), IntStream.rangeClosed(36, 42))
                .flatMapToInt(numbers -> numbers)
                .boxed()
                .toList();
        assertThat(rows).containsAll(wanted);
    }

    private static String reliability() throws IOException {
        return Files.readString(CHECKOUT.resolve("docs/reliability.md"));
    }

    private static Map<String, List<Path>> testClasses() throws IOException {
        try (Stream<Path> modules = Files.list(CHECKOUT)) {
            List<Path> files = new ArrayList<>();
            for (Path module : modules.map(each -> each.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> tree = Files.walk(module)) {
                    tree.filter(file -> file.toString().endsWith("Test.java")).forEach(files::add);
                }
            }
            return files.stream()
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", "")));
        }
    }
}
