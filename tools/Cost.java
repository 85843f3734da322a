import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Souk costs a month: unit prices ({@code prices.tsv}) times what an order takes ({@code quantities.tsv}) and what the templates hold
 * ({@code resources.tsv}, which this program counts in them). Run by {@code make cost}.
 *
 * <pre>
 * java tools/Cost.java count dev FOLDER   prints the rows of resources.tsv for a stage, or for a stage in another way (dev+aurora), from its
 *                                         templates in a folder
 * java tools/Cost.java write              puts the tables into docs/cost.md
 * java tools/Cost.java check              ends with 1 when docs/cost.md has others
 * java tools/Cost.java print              prints the tables
 * </pre>
 */
static final Path FOLDER = Path.of("tools/cost");
static final Path DOCUMENT = Path.of("docs/cost.md");
static final String BEGIN = "<!-- Made by `make cost` from tools/cost: what is written here is lost. -->";
static final String END = "<!-- To here. -->";
static final int HOURS = 730;
static final List<Integer> VOLUMES = List.of(0, 1_000, 100_000);

void main(String[] args) throws IOException {
    switch (args.length == 0 ? "print" : args[0]) {
        case "count" -> count(args[1], Path.of(args[2])).forEach((what, number) ->
                IO.println(args[1] + "\t" + what + "\t" + plain(number)));
        case "print" -> IO.print(tables());
        case "write" -> Files.writeString(DOCUMENT, withTables());
        case "check" -> {
            if (!withTables().equals(Files.readString(DOCUMENT))) {
                System.err.println("docs/cost.md has other tables than tools/Cost.java makes of tools/cost: run `make cost`.");
                System.exit(1);
            }
        }
        default -> throw new IllegalArgumentException("count, print, write or check, not " + args[0]);
    }
}

// What the templates hold

/**
 * How much there is of what costs something. Templates are JSON as CDK writes it: a resource's type is at the third space.
 *
 * @param way a stage, or with what else is said of it: {@code prod+aurora}
 */
Map<String, Double> count(String way, Path folder) throws IOException {
    String stage = way.replaceFirst("\\+.*", "");
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.getFileName().toString().matches("souk-" + stage + "-.*\\.template\\.json")).sorted().toList()) {
            text.append(Files.readString(file));
        }
    }
    if (text.isEmpty()) {
        throw new IllegalStateException("no templates of " + stage + " in " + folder);
    }
    Map<String, Double> counts = new TreeMap<>();
    for (String type : PRICED) {
        counts.put(type, (double) matches(text, "(?m)^   \"Type\": \"" + type + "\"").size());
    }
    matches(text, "\"InstanceType\": \"([a-z0-9.]+)\"").forEach(one -> counts.merge("instance " + one.group(1), 1.0, Double::sum));
    matches(text, "\"DBInstanceClass\": \"([a-z0-9.]+)\"").forEach(one -> counts.merge("database " + one.group(1), 1.0, Double::sum));
    counts.put("secrets of RDS", (double) matches(text, "\"ManageMasterUserPassword\": true").size());
    counts.put("database copies", matches(text, "\"MultiAZ\": true").isEmpty() ? 1.0 : 2.0);
    counts.put("database GB", matches(text, "\"AllocatedStorage\": \"(\\d+)\"").stream().mapToDouble(one -> Double.parseDouble(one.group(1))).sum());
    counts.put("firewall rules", (double) matches(text, "(?m)^      \"Priority\": \\d+").size());
    counts.put("traced APIs", (double) matches(text, "\"TracingEnabled\": true").size());
    counts.put("scheduled calls", matches(text, "\"ScheduleExpression\": \"rate\\((\\d+) minutes?\\)\"").stream()
            .mapToDouble(one -> 60 * HOURS / Double.parseDouble(one.group(1)))
            .sum());
    return counts;
}

/** Types of resources that cost something by being there. What costs by use alone is in the quantities. */
static final List<String> PRICED = List.of(
        "AWS::CloudFront::Distribution",
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::EC2::Instance",
        "AWS::EC2::NatGateway",
        "AWS::GuardDuty::MalwareProtectionPlan",
        "AWS::KMS::Key",
        "AWS::Lambda::EventSourceMapping",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBProxy",
        "AWS::Scheduler::Schedule",
        "AWS::SecretsManager::Secret",
        "AWS::WAFv2::WebACL");

List<Matcher> matches(CharSequence text, String pattern) {
    List<Matcher> all = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
        Matcher one = Pattern.compile(pattern).matcher(text);
        one.find(matcher.start());
        all.add(one);
    }
    return all;
}

// What is known

/** A table of numbers by name, which complains of a name that it does not have. */
record Numbers(Path file, Map<String, Double> byName) {
    double of(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> new IllegalStateException(file + " has no " + name));
    }

    Numbers with(String name, double value) {
        Map<String, Double> changed = new TreeMap<>(byName);
        changed.put(name, value);
        return new Numbers(file, changed);
    }

    double sum(String beginning, Function<String, Double> each) {
        return byName.entrySet().stream()
                .filter(one -> one.getKey().startsWith(beginning))
                .mapToDouble(one -> one.getValue() * each.apply(one.getKey().substring(beginning.length())))
                .sum();
    }
}

Numbers read(String name, int nameColumns) throws IOException {
    Path file = FOLDER.resolve(name);
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#")) {
            continue;
        }
        String[] columns = line.split("\t");
        String key = String.join("\t", List.of(columns).subList(0, nameColumns));
        if (numbers.put(key, Double.valueOf(columns[nameColumns])) != null) {
            throw new IllegalStateException(file + " has " + key + " twice");
        }
    }
    return new Numbers(file, numbers);
}

// What it costs

/**
 * A stage as it is, or with something else in the place of something.
 *
 * @param sleeps whether its database pauses while nobody visits
 */
record Alternative(String name, Numbers resources, boolean sleeps, String packaging) {
    Alternative named(String other) {
        return new Alternative(other, resources, sleeps, packaging);
    }

    Alternative with(String resource, double count) {
        return new Alternative(name, resources.with(resource, count), sleeps, packaging);
    }

    Alternative asleep() {
        return new Alternative(name, resources, true, packaging);
    }

    Alternative packaged(String other) {
        return new Alternative(name, resources, sleeps, other);
    }
}

/** USD a month by service, at a number of orders. */
record Bill(Numbers price, Numbers quantity) {
    Map<String, Double> of(Alternative alternative, int orders) {
        Numbers there = alternative.resources();
        double requests = orders * (quantity.of("catalog.calls") + 1 + quantity.of("purchases.reads") + quantity.of("webhooks"));
        double calls = calls(there, orders);
        Map<String, Double> bill = new LinkedHashMap<>();
        bill.put("Database", database(alternative, orders));
        bill.put("Way out to the internet", wayOut(there, orders));
        bill.put("Functions", calls * price.of("lambda.request") + seconds(alternative, orders) * quantity.of("memory.gb") * price.of("lambda.gb-second"));
        bill.put("API Gateway", requests * (price.of("api.request") + quantity.of("answer.kb") / 1e6 * price.of("egress.gb"))
                + orders * (quantity.of("live.messages") * price.of("socket.message") + quantity.of("live.minutes") * price.of("socket.minute")));
        bill.put("Firewall", there.of("AWS::WAFv2::WebACL") * (price.of("waf.acl.month") + requests * price.of("waf.request"))
                + there.of("firewall rules") * price.of("waf.rule.month"));
        bill.put("Queues and schedules", there.of("AWS::Lambda::EventSourceMapping") * quantity.of("poll.requests") * price.of("sqs.request")
                + orders * quantity.of("queue.messages") * quantity.of("queue.requests") * price.of("sqs.request")
                + there.of("scheduled calls") * price.of("scheduler.call"));
        bill.put("Mails", orders * quantity.of("mails") * price.of("ses.mail"));
        bill.put("Files and downloads", files(there, orders));
        bill.put("Pages", there.of("AWS::CloudFront::Distribution") == 0 ? 0 : orders * quantity.of("visits")
                * (quantity.of("page.kb") / 1e6 * price.of("cloudfront.gb") + quantity.of("page.requests") * price.of("cloudfront.request")));
        bill.put("Traces", orders == 0 ? 0 : there.of("traced APIs") * quantity.of("traced.share." + orders)
                * (requests + orders * (quantity.of("webhooks") + quantity.of("mails") + quantity.of("live.calls"))) * price.of("xray.trace"));
        bill.put("Secrets, keys, alarms, logs", (there.of("AWS::SecretsManager::Secret") + there.of("secrets of RDS") + quantity.of("secrets.by.hand")) * price.of("secret.month")
                + there.of("AWS::KMS::Key") * price.of("kms.key.month")
                + there.of("AWS::CloudWatch::Alarm") * price.of("alarm.month")
                + there.of("AWS::CloudWatch::Dashboard") * price.of("dashboard.month")
                + (calls * quantity.of("log.kb.call") + requests * quantity.of("log.kb.request")) / 1e6 * price.of("logs.gb"));
        return bill;
    }

    double total(Alternative alternative, int orders) {
        return of(alternative, orders).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private double database(Alternative alternative, int orders) {
        Numbers there = alternative.resources();
        double hours = HOURS;
        boolean aurora = there.of("AWS::RDS::DBCluster") > 0;
        double proxies = there.of("AWS::RDS::DBProxy") * price.of("rds-proxy.unit-hour") * hours
                * quantity.of(aurora ? "proxy.units.aurora" : "proxy.units.instance");
        if (!aurora) {
            return proxies + there.of("database copies") * (there.sum("database db.", name -> price.of("rds.db." + name + ".hour")) * hours
                    + there.of("database GB") * price.of("rds.gb"));
        }
        double units = orders >= 100_000 ? quantity.of("aurora.acu.busy") : quantity.of("aurora.acu.idle");
        boolean pauses = alternative.sleeps() && orders == 0;
        return proxies + quantity.of("aurora.gb") * price.of("aurora.gb") + orders * quantity.of("aurora.io.order") * price.of("aurora.io")
                + (pauses ? 0 : there.of("database db.serverless") * units * price.of("aurora.acu-hour") * hours);
    }

    private double wayOut(Numbers there, int orders) {
        double hours = HOURS;
        double gateways = there.of("AWS::EC2::NatGateway");
        double instances = there.of("AWS::EC2::Instance");
        double through = gateways == 0 ? 0 : orders * quantity.of("nat.kb") / 1e6 * price.of("nat.gb");
        return gateways * (price.of("nat.hour") + price.of("ipv4.hour")) * hours
                + there.sum("instance ", name -> price.of("ec2." + name + ".hour")) * hours
                + instances * (price.of("ipv4.hour") * hours + quantity.of("nat.disk.gb") * price.of("ebs.gb"))
                + through
                + orders * quantity.of("nat.kb") / 1e6 * price.of("egress.gb");
    }

    private double files(Numbers there, int orders) {
        double uploads = orders * quantity.of("uploads");
        double downloads = orders * quantity.of("downloads");
        double size = quantity.of("download.gb");
        return quantity.of("files.gb." + orders) * price.of("s3.gb")
                + uploads * price.of("s3.put")
                + downloads * (price.of("s3.get") + size * price.of("egress.gb"))
                + there.of("AWS::GuardDuty::MalwareProtectionPlan") * uploads * (price.of("malware.object") + size * price.of("malware.gb"));
    }

    /** Calls of functions. */
    double calls(Numbers there, int orders) {
        return there.of("scheduled calls")
                + orders * (quantity.of("catalog.calls") + 1 + quantity.of("purchases.reads") + quantity.of("webhooks") + quantity.of("mails")
                        + quantity.of("live.calls"));
    }

    /** Seconds that functions run. */
    double seconds(Alternative alternative, int orders) {
        double sweeps = alternative.resources().of("scheduled calls") * own(quantity.of("sweep.ms"));
        return sweeps + (orders == 0 ? 0 : orders * secondsOfOne(alternative.packaging(), quantity.of("cold.share." + orders)));
    }

    /** Seconds of functions that one order takes, when that share of calls finds no instance. */
    double secondsOfOne(String packaging, double cold) {
        return quantity.of("catalog.calls") * call(packaging, "catalog", "warm.ms", cold)
                + quantity.of("purchases.reads") * call(packaging, "purchases", "warm.ms", cold)
                + call(packaging, "purchases", "warm.order.ms", cold) + quantity.of("order.wait.seconds")
                + quantity.of("webhooks") * (call(packaging, "payment", "warm.payment.ms", cold) + quantity.of("payment.wait.seconds"))
                + quantity.of("mails") * (call(packaging, "mail", "warm.mail.ms", cold) + quantity.of("mail.wait.seconds"))
                + quantity.of("live.calls") * call(packaging, "purchases", "warm.ms", cold)
                + quantity.of("settlement.seconds");
    }

    private double call(String packaging, String function, String warm, double cold) {
        return cold * own(quantity.of("cold." + packaging + "." + function + ".ms")) + (1 - cold) * own(quantity.of(warm));
    }

    /** Seconds on Lambda of what took so many milliseconds on the machine of the benchmarks. */
    private double own(double milliseconds) {
        return milliseconds / 1000 * quantity.of("slower");
    }
}

// The tables

String withTables() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN);
    int to = document.indexOf(END);
    if (from < 0 || to < from) {
        throw new IllegalStateException(DOCUMENT + " does not say where its tables are");
    }
    return document.substring(0, from) + BEGIN + "\n\n" + tables() + "\n" + document.substring(to);
}

String tables() throws IOException {
    Numbers quantity = read("quantities.tsv", 1);
    Bill bill = new Bill(read("prices.tsv", 1), quantity);
    Numbers resources = read("resources.tsv", 2);
    Alternative dev = asItIs("dev", resources);
    Alternative prod = asItIs("prod", resources);
    StringBuilder text = new StringBuilder("**A month, USD**, by stage and alternative\n\n| | no visitor | 1,000 orders | 100,000 orders |\n|---|---:|---:|---:|\n");
    for (Alternative one : List.of(
            dev.named("**`dev`**, as it is: " + wayOut(dev)),
            dev.named("`dev` with a NAT gateway").with("AWS::EC2::NatGateway", 1).with("AWS::EC2::Instance", 0).with("instance t4g.nano", 0),
            asItIs("dev+aurora", resources).named("`dev` with `database=aurora`, kept awake by the sweepers"),
            asItIs("dev+aurora", resources).named("the same, asleep while nobody visits: if there were no sweepers").asleep()
                    .with("scheduled calls", 0),
            prod.named("**`prod`**, as it is: " + wayOut(prod) + ", a standby"),
            asItIs("prod+proxy", resources).named("`prod` with `databaseProxy=true`"),
            asItIs("prod+aurora", resources).named("`prod` with `database=aurora`, two copies"),
            asItIs("prod+aurora+proxy", resources).named("`prod` with both"),
            prod.named("`prod` with one NAT gateway").with("AWS::EC2::NatGateway", 1),
            prod.named("`prod` without the firewall").with("AWS::WAFv2::WebACL", 0).with("firewall rules", 0))) {
        row(text, one.name(), orders -> money(bill.total(one, orders)));
    }
    text.append("\n**`prod`, where it goes**\n\n| | no visitor | 1,000 orders | 100,000 orders |\n|---|---:|---:|---:|\n");
    for (String service : bill.of(prod, 0).keySet()) {
        row(text, service, orders -> money(bill.of(prod, orders).get(service)));
    }
    row(text, "**together**", orders -> "**" + money(bill.total(prod, orders)) + "**");
    row(text, "an order", orders -> orders == 0 ? "" : "%.4f".formatted(bill.total(prod, orders) / orders));
    text.append("\n**Functions alone, by packaging**\n\n| | seconds an order, all cold | 1,000 orders | 100,000 orders |\n|---|---:|---:|---:|\n");
    for (String packaging : List.of("snapstart", "aot", "jar")) {
        Alternative one = prod.packaged(packaging);
        text.append("| `%s` | %.1f | %s | %s |%n".formatted(packaging, bill.secondsOfOne(packaging, 1),
                money(bill.of(one, 1_000).get("Functions")), money(bill.of(one, 100_000).get("Functions"))));
    }
    text.append("\n**Beside Gumroad**, on the same sales, USD a month\n\n"
            + "| an order of | orders | Souk: AWS, `prod` | Gumroad: 10 % + 50¢ | of the sales, Souk | of the sales, Gumroad | card processing, at either |\n"
            + "|---:|---:|---:|---:|---:|---:|---:|\n");
    for (String which : List.of("low", "middle", "high")) {
        double amount = quantity.of("price." + which);
        for (int orders : List.of(1_000, 100_000)) {
            double ours = bill.total(prod, orders);
            double theirs = orders * gumroad(bill.price(), amount);
            double processing = orders * (amount * bill.price().of("stripe.share") + bill.price().of("stripe.fixed"));
            text.append("| %.0f | %,d | %s | %s | %.2f %% | %.1f %% | %s |%n".formatted(amount, orders, money(ours), money(theirs),
                    100 * ours / (orders * amount), 100 * theirs / (orders * amount), money(processing)));
        }
    }
    return text.toString();
}

double gumroad(Numbers price, double amount) {
    return amount * price.of("gumroad.share") + price.of("gumroad.fixed");
}

/** @param way as {@link #count} has it */
Alternative asItIs(String way, Numbers resources) {
    Map<String, Double> own = new TreeMap<>();
    resources.byName().forEach((key, count) -> {
        if (key.startsWith(way + "\t")) {
            own.put(key.substring(way.length() + 1), count);
        }
    });
    return new Alternative(way, new Numbers(resources.file(), own), false, "snapstart");
}

String wayOut(Alternative stage) {
    int gateways = (int) stage.resources().of("AWS::EC2::NatGateway");
    int instances = (int) stage.resources().of("AWS::EC2::Instance");
    return gateways > 0 ? gateways + " NAT gateway" + (gateways > 1 ? "s" : "") : instances + " NAT instance";
}

void row(StringBuilder text, String name, Function<Integer, String> value) {
    text.append("| ").append(name);
    VOLUMES.forEach(orders -> text.append(" | ").append(value.apply(orders)));
    text.append(" |\n");
}

/** To the cent below ten dollars: more is not known. */
String money(double usd) {
    if (usd == 0) {
        return "0";
    }
    return String.format(Locale.ROOT, usd < 10 ? "%.2f" : "%,.0f", usd);
}

String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
}
