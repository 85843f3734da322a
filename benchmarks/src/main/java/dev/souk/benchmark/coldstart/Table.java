package dev.souk.benchmark.coldstart;

import dev.souk.packaging.Subject;
import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown: a table a variant. */
record Table(List<Subject> subjects, List<Variant> variants, Samples samples, Workshop workshop) {
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Variant variant : variants) {
            boolean isBundle = variant == Variant.AOT;
            text.append("**").append(variant.title()).append("**\n\n");
            text.append("| function | next, ms | first, ms | × usual, plain | × usual | × floor | RSS, MB |");
            text.append(isBundle ? " cache, MB | unpacked, MB |\n" : "\n");
            text.append("|---|---|---|---|---|---|---|").append(isBundle ? "---|---|\n" : "\n");
            for (Subject subject : subjects) {
                text.append(row(subject, variant));
                text.append(
                        isBundle
                                ? " " + megabytes(workshop.cacheBytes(subject)) + " | "
                                        + megabytes(workshop.bundleBytes(subject)) + " |\n"
                                : "\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String row(Subject subject, Variant variant) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %.2f | %.0f |",
                subject.name(),
                samples.median(subject, variant, Sample::toNext),
                samples.median(subject, variant, Sample::toFirst),
                samples.ratio(subject, variant, "usual", Variant.PLAIN, Sample::toFirst),
                samples.ratio(subject, variant, "usual", variant, Sample::toFirst),
                samples.ratio(subject, variant, "floor", variant, Sample::toFirst),
                samples.median(subject, variant, Sample::memoryMegabytes));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
