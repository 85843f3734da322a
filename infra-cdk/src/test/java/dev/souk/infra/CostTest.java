package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/cost.md says is of these templates, and is reckoned right. {@code make cost} mends the former. */
class CostTest {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("souk.checkout")));
    private static final Path COST = CHECKOUT.resolve("tools/cost");

    @TempDir
    private Path folder;

    @Test
    void the_document_has_the_tables_that_the_program_makes() throws Exception {
        run(CHECKOUT, "check");
    }

    /** As {@code tools/cost.sh} has them made. */
    private static Synthesized synthesized(String way) {
        return switch (way) {
            case "dev" -> Synthesized.dev();
            case "dev+aurora" -> Synthesized.aurora(Stage.DEV);
            case "prod" -> Synthesized.prod();
            case "prod+aurora" -> Synthesized.aurora(Stage.PROD);
            case "prod+aurora+proxy" -> Synthesized.auroraProxied();
            case "prod+proxy" -> Synthesized.proxied(Stage.PROD);
            default -> throw new AssertionError(way);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "dev+aurora", "prod", "prod+aurora", "prod+aurora+proxy", "prod+proxy"})
    void what_is_reckoned_with_is_what_the_templates_hold(String way) throws IOException {
        Synthesized souk = synthesized(way);
        Map<String, Double> counted = counted(way);
        for (Map.Entry<String, Double> one : counted.entrySet()) {
            if (one.getKey().startsWith("AWS::")) {
                assertThat(souk.all(one.getKey()))
                        .as("%s in %s; `make cost` counts again", one.getKey(), way)
                        .hasSize(one.getValue().intValue());
            }
        }
        List<Synthesized.Resource> databases = souk.all("AWS::RDS::DBInstance");
        Node database = databases.getFirst().node().at("Properties");
        assertThat(counted)
                .containsEntry("database " + database.at("DBInstanceClass").text(), (double) databases.size())
                .containsEntry("secrets of RDS", (double) souk.all().stream()
                        .filter(CostTest::hasItsPasswordFromRds)
                        .count())
                .containsEntry(
                        "database GB",
                        database.at("AllocatedStorage").isThere()
                                ? Double.valueOf(database.at("AllocatedStorage").text())
                                : 0)
                .containsEntry(
                        "database copies",
                        Boolean.TRUE.equals(database.at("MultiAZ").value()) ? 2.0 : 1.0)
                .containsEntry(
                        "traced APIs",
                        Boolean.TRUE.equals(souk.only("AWS::ApiGateway::Stage")
                                        .property("TracingEnabled")
                                        .value())
                                ? 1.0
                                : 0.0)
                .containsEntry(
                        "firewall rules",
                        souk.all("AWS::WAFv2::WebACL").stream()
                                .mapToDouble(
                                        acl -> acl.property("Rules").elements().size())
                                .sum());
    }

    private static boolean hasItsPasswordFromRds(Synthesized.Resource resource) {
        return Boolean.TRUE.equals(resource.property("ManageMasterUserPassword").value());
    }

    /** What is new either costs something, and then it is counted, or is said not to. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "dev+aurora", "prod", "prod+aurora", "prod+aurora+proxy", "prod+proxy"})
    void nothing_is_in_the_templates_of_which_nobody_has_asked_what_it_costs(String way) throws IOException {
        Synthesized souk = synthesized(way);
        Set<String> counted = counted(way).keySet();
        List<String> free = lines("free.txt").toList();
        assertThat(souk.types())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(
                                counted.contains(type) || free.stream().anyMatch(one -> covers(one, type)))
                        .as(type + ": count it in tools/Cost.java, or say in tools/cost/free.txt that it costs nothing")
                        .isTrue());
    }

    @Test
    void a_price_says_where_it_is_from_and_when_and_what_is_from_memory_asks_to_be_checked() throws IOException {
        assertThat(lines("prices.tsv").map(line -> line.split("\t", -1)))
                .isNotEmpty()
                .allSatisfy(columns -> {
                    assertThat(columns).hasSize(6).doesNotHaveDuplicates();
                    assertThat(columns[4]).matches("20\\d\\d(-\\d\\d)?");
                    assertThat(columns[3].contains("from memory")).isEqualTo(columns[5].equals("CHECK"));
                });
    }

    @Test
    void a_quantity_says_where_it_is_from() throws IOException {
        assertThat(lines("quantities.tsv").map(line -> line.split("\t", -1)))
                .isNotEmpty()
                .allSatisfy(columns -> assertThat(columns)
                        .hasSize(4)
                        .allSatisfy(column -> assertThat(column).isNotBlank()));
    }

    /** Reckoned by hand, with a price of nothing but one thing, for a shop with 3 NAT gateways, 8 alarms and 1,000 scheduled calls. */
    @ParameterizedTest(name = "{0} at {1}: {3}, {4}, {5}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 3 gateways for 730 hours
                "nat.hour | 0.1 | Way out to the internet | 219 | 219 | 219",
                // and nothing for what goes through, until there are orders: 100 KB each
                "nat.gb | 1 | Way out to the internet | 0 | 0.10 | 10",
                // 8 alarms
                "alarm.month | 0.5 | Secrets, keys, alarms, logs | 4.00 | 4.00 | 4.00",
                // 2 mails an order
                "ses.mail | 0.001 | Mails | 0 | 2.00 | 200",
                // 1.5 downloads of 0.02 GB an order
                "egress.gb | 0.1 | Files and downloads | 0 | 3.00 | 300",
                // 10 of the catalogue, the order, 4 more, 2 webhooks
                "api.request | 0.001 | API Gateway | 0 | 17 | 1,700",
                // 5 messages an order over connections of 2 minutes
                "socket.message | 0.001 | API Gateway | 0 | 5.00 | 500",
                "socket.minute | 0.001 | API Gateway | 0 | 2.00 | 200",
                // 1,000 scheduled; and what API Gateway calls, webhooks aside, and 2 workers of webhooks, and 2 of
                // mails, and 1 of a page that watches
                "lambda.request | 0.001 | Functions | 1.00 | 21 | 2,001",
                // 1,000 sweeps of 10 ms, times 2; 1,000 orders all cold of (10 + 4 + 1 + 1) calls of 0.2 s, 2 + 2 of
                // 0.4
                // s; 100,000 all warm, 0.1 s
                "lambda.gb-second | 0.01 | Functions | 0.20 | 48 | 2,000",
                // the 17 of API Gateway, 4 of queues and 1 of a page that watches; 1,000 orders all recorded, of
                // 100,000 a
                // half
                "xray.trace | 0.001 | Traces | 0 | 22 | 1,100",
                // two copies of 100 GB
                "rds.gb | 0.01 | Database | 2.00 | 2.00 | 2.00",
                "rds.db.t4g.medium.hour | 0.1 | Database | 146 | 146 | 146",
                // 4 messages of 3 requests each; 5 queues that are asked 1,000 times
                "sqs.request | 0.001 | Queues and schedules | 5.00 | 17 | 1,205"
            })
    void a_line_is_what_it_is_by_hand(
            String price, String usd, String line, String idle, String thousand, String hundredThousand)
            throws Exception {
        handmade(price + "\t" + usd);
        assertThat(row(run(folder, "print"), "prod`, where it goes", line))
                .containsExactly(idle, thousand, hundredThousand);
    }

    /** Reckoned by hand, of two copies with half a unit while there are few orders and one when there are many, and eight units of a proxy. */
    @ParameterizedTest(name = "{0} at {1}: {3}, {4}, {5}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 2 × 0.5 × 730 hours; 2 × 1 × 730 hours
                "aurora.acu-hour | 0.1 | `prod` with `database=aurora`, two copies | 73 | 73 | 146",
                "aurora.acu-hour | 0.1 | `prod` with `databaseProxy=true` | 0 | 0 | 0",
                // one copy, which is not there while nobody visits
                "aurora.acu-hour | 0.1 | the same, asleep while nobody visits: if there were no sweepers | 0 | 37 | 73",
                // 8 × 730 hours; 2 × 730 hours
                "rds-proxy.unit-hour | 0.01 | `prod` with both | 58 | 58 | 58",
                "rds-proxy.unit-hour | 0.01 | `prod` with `databaseProxy=true` | 15 | 15 | 15",
                // 10 GB, and 100 I/O requests an order
                "aurora.gb | 1 | `prod` with both | 10 | 10 | 10",
                "aurora.io | 0.001 | `prod` with both | 0 | 100 | 10,000",
            })
    void another_database_is_what_it_is_by_hand(
            String price, String usd, String alternative, String idle, String thousand, String hundredThousand)
            throws Exception {
        handmade(price + "\t" + usd);
        assertThat(row(run(folder, "print"), "A month, USD", alternative))
                .containsExactly(idle, thousand, hundredThousand);
    }

    @Test
    void gumroads_share_of_a_thousand_orders_of_fifteen_dollars_is_two_thousand() throws Exception {
        handmade("gumroad.share\t0.10", "gumroad.fixed\t0.50", "stripe.share\t0.029", "stripe.fixed\t0.30");
        assertThat(run(folder, "print"))
                .contains("| 15 | 1,000 | 0 | 2,000 | 0.00 % | 13.3 % | 735 |")
                .contains("| 15 | 100,000 | 0 | 200,000 | 0.00 % | 13.3 % | 73,500 |");
    }

    /** Every price is 0 but those, and every quantity is 0 but what the examples say. */
    private void handmade(String... prices) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tools/cost"));
        Files.write(tables.resolve("prices.tsv"), nothingBut("prices.tsv", Stream.of(prices)));
        Files.write(
                tables.resolve("quantities.tsv"),
                nothingBut(
                        "quantities.tsv",
                        Stream.of(
                                "slower\t2",
                                "memory.gb\t1",
                                "cold.share.1000\t1",
                                "sweep.ms\t10",
                                "catalog.calls\t10",
                                "purchases.reads\t4",
                                "webhooks\t2",
                                "mails\t2",
                                "queue.messages\t4",
                                "live.calls\t1",
                                "live.messages\t5",
                                "live.minutes\t2",
                                "queue.requests\t3",
                                "poll.requests\t1000",
                                "nat.kb\t100",
                                "traced.share.1000\t1",
                                "traced.share.100000\t0.5",
                                "downloads\t1.5",
                                "download.gb\t0.02",
                                "cold.snapstart.catalog.ms\t100",
                                "cold.snapstart.purchases.ms\t100",
                                "cold.snapstart.payment.ms\t200",
                                "cold.snapstart.mail.ms\t200",
                                "warm.ms\t50",
                                "warm.order.ms\t50",
                                "warm.payment.ms\t50",
                                "warm.mail.ms\t50",
                                "aurora.acu.idle\t0.5",
                                "aurora.acu.busy\t1",
                                "aurora.gb\t10",
                                "aurora.io.order\t100",
                                "proxy.units.instance\t2",
                                "proxy.units.aurora\t8",
                                "price.low\t5",
                                "price.middle\t15",
                                "price.high\t50")));
        Files.write(
                tables.resolve("resources.tsv"),
                lines("resources.tsv")
                        .map(line -> line.split("\t", -1))
                        .map(columns -> columns[0] + "\t" + columns[1] + "\t" + handmade(columns[0], columns[1]))
                        .toList());
    }

    private static int handmade(String way, String what) {
        boolean aurora = way.contains("aurora");
        return switch (what) {
            case "AWS::EC2::NatGateway" -> 3;
            case "AWS::CloudWatch::Alarm" -> 8;
            case "AWS::Lambda::EventSourceMapping" -> 5;
            case "scheduled calls" -> 1_000;
            case "traced APIs" -> 1;
            case "database GB" -> aurora ? 0 : 100;
            case "database copies" -> 2;
            case "database db.t4g.medium" -> 1;
            case "database db.serverless" -> way.startsWith("dev") ? 1 : 2;
            case "AWS::RDS::DBCluster" -> aurora ? 1 : 0;
            case "AWS::RDS::DBProxy" -> way.contains("proxy") ? 1 : 0;
            default -> 0;
        };
    }

    private static List<String> nothingBut(String file, Stream<String> said) throws IOException {
        Map<String, String> all = new TreeMap<>();
        lines(file).forEach(line -> all.put(line.split("\t", -1)[0], "0"));
        said.map(line -> line.split("\t", -1)).forEach(columns -> {
            assertThat(all).containsKey(columns[0]);
            all.put(columns[0], columns[1]);
        });
        return all.entrySet().stream()
                .map(one -> one.getKey() + "\t" + one.getValue())
                .toList();
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(COST.resolve(file)).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static Map<String, Double> counted(String stage) throws IOException {
        return lines("resources.tsv")
                .map(line -> line.split("\t", -1))
                .filter(columns -> columns[0].equals(stage))
                .collect(Collectors.toMap(columns -> columns[1], columns -> Double.valueOf(columns[2])));
    }

    private static boolean covers(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }

    /** The figures of a line of the table that has that in its title. */
    private static List<String> row(String text, String table, String name) {
        String line = text.substring(text.indexOf(table))
                .lines()
                .filter(one -> one.startsWith("| " + name + " |"))
                .findFirst()
                .orElseThrow();
        return List.of(line.split(" *\\| *", -1)).subList(2, 5);
    }

    private static String run(Path folder, String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        CHECKOUT.resolve("tools/Cost.java").toString(),
                        what)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
