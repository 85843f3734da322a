package dev.souk.benchmark.coldstart;

import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown: a table a variant. */
record Table(List<Subject> subjects, List<Variant> variants, Samples samples, Workshop workshop) {
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Variant variant : variants) {
            text.append("**").append(variant.title()).append("**\n\n");
            text.append(
                    "| function | first event | to next, ms | to first answer, ms | × usual | × floor | RSS, MB | zip, MB |");
            text.append(variant == Variant.PLAIN ? "\n" : " cache, MB |\n");
            text.append("|---|---|---|---|---|---|---|---|").append(variant == Variant.PLAIN ? "\n" : "---|\n");
            for (Subject subject : subjects) {
                text.append(row(subject, variant));
            }
            text.append('\n');
        }
        if (variants.contains(Variant.JLINK_AOT)) {
            text.append("Runtimes by jlink, MB: ");
            subjects.stream()
                    .map(Subject::artifact)
                    .distinct()
                    .forEach(artifact -> text.append(artifact.substring(artifact.lastIndexOf('/') + 1))
                            .append(' ')
                            .append(megabytes(workshop.runtimeBytes(subjects.stream()
                                    .filter(subject -> subject.artifact().equals(artifact))
                                    .findFirst()
                                    .orElseThrow())))
                            .append("; "));
            text.append('\n');
        }
        return text.toString();
    }

    private String row(Subject subject, Variant variant) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.2f | %.2f | %.0f | %s |",
                subject.name(),
                subject.what(),
                samples.median(subject, variant, Sample::toNext),
                samples.median(subject, variant, Sample::toFirst),
                samples.ratio(subject, "usual", variant, Sample::toFirst),
                samples.ratio(subject, "floor", variant, Sample::toFirst),
                samples.median(subject, variant, Sample::memoryMegabytes),
                megabytes(workshop.zipBytes(subject)));
        return row
                + (variant == Variant.PLAIN ? "\n" : " " + megabytes(workshop.cacheBytes(subject, variant)) + " |\n");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
