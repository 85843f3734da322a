package dev.souk.benchmark.coldstart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was seen of one variant, as Markdown: a column a function, medians over the rounds. */
final class ProfileTable {
    /** Less of something is no row: a sample or two that a name was asked of. */
    private static final double SEEN = 0.005;

    private final String title;
    private final Map<String, List<ProfileColdStart.Pair>> columns = new LinkedHashMap<>();

    ProfileTable(String title) {
        this.title = title;
    }

    void add(String subject, ProfileColdStart.Pair pair) {
        columns.computeIfAbsent(subject, _ -> new ArrayList<>()).add(pair);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("**" + title + "**\n\n");
        head(text, "the main thread, by samples");
        for (Part part : Part.values()) {
            if (columns.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(pair -> pair.profile().share(part) > SEEN)) {
                row(text, part.title(), "%.0f %%", pair -> 100 * pair.profile().share(part));
            }
        }
        row(
                text,
                "*of all that: a class looked for or initialised*",
                "%.0f %%",
                pair -> 100 * pair.profile().classShare());
        row(
                text,
                "*the sampler makes the start longer*",
                "× %.2f",
                pair -> pair.sampled().toFirst() / pair.plain().toFirst());
        text.append('\n');
        head(text, "the JVM's own counters, without the sampler");
        row(text, "first answer, ms", "%.0f", pair -> pair.plain().toFirst());
        row(text, "the JVM before `main`, ms", "%.0f", ProfileColdStart.Pair::beforeMain);
        count(text, "classes from an archive", "java.cls.sharedLoadedClasses");
        count(text, "classes not from one", "java.cls.loadedClasses");
        millis(
                text,
                "loading classes, ms",
                "sun.cls.appClassLoadTime.self",
                "sun.cls.defineAppClassTime.self",
                "sun.cls.sysClassLoadTime",
                "sun.cls.sharedClassLoadTime");
        millis(text, "linking and verifying them, ms", "sun.cls.classLinkedTime.self", "sun.cls.classVerifyTime.self");
        millis(text, "initialising them, ms", "sun.cls.classInitTime.self");
        millis(text, "opening jars, ms", "sun.zip.zipFile.openTime");
        count(text, "methods compiled", "sun.ci.totalCompiles");
        millis(text, "compiling them, on a thread beside, ms", "java.ci.totalTime");
        millis(text, "collecting garbage, ms", "sun.gc.collector.0.time", "sun.gc.collector.1.time");
        return text.toString();
    }

    private void head(StringBuilder text, String what) {
        text.append("| ")
                .append(what)
                .append(" | ")
                .append(String.join(" | ", columns.keySet()))
                .append(" |\n|---|")
                .append("---|".repeat(columns.size()))
                .append('\n');
    }

    private void count(StringBuilder text, String title, String counter) {
        row(text, title, "%.0f", pair -> pair.counters().count(counter));
    }

    private void millis(StringBuilder text, String title, String... counters) {
        row(text, title, "%.1f", pair -> pair.counters().millis(counters));
    }

    private void row(StringBuilder text, String title, String format, ToDoubleFunction<ProfileColdStart.Pair> figure) {
        text.append("| ").append(title).append(" |");
        for (List<ProfileColdStart.Pair> pairs : columns.values()) {
            double median = Samples.median(pairs.stream().mapToDouble(figure).toArray());
            text.append(' ').append(String.format(Locale.ROOT, format, median)).append(" |");
        }
        text.append('\n');
    }
}
