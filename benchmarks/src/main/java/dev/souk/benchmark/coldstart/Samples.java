package dev.souk.benchmark.coldstart;

import dev.souk.packaging.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All that was measured, in rounds: the samples of one round stand side by side. */
final class Samples {
    private record Key(String subject, Variant variant) {}

    private final Map<Key, List<Sample>> samples = new HashMap<>();

    void add(Subject subject, Variant variant, Sample sample) {
        samples.computeIfAbsent(new Key(subject.name(), variant), _ -> new ArrayList<>())
                .add(sample);
    }

    double median(Subject subject, Variant variant, ToDoubleFunction<Sample> figure) {
        return median(of(subject.name(), variant).stream().mapToDouble(figure).toArray());
    }

    /** The median of the ratios of the two in each round. */
    double ratio(
            Subject subject, Variant variant, String other, Variant otherVariant, ToDoubleFunction<Sample> figure) {
        List<Sample> ours = of(subject.name(), variant);
        List<Sample> theirs = of(other, otherVariant);
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
        }
        return median(ratios);
    }

    private List<Sample> of(String subject, Variant variant) {
        return samples.getOrDefault(new Key(subject, variant), List.of());
    }

    /** NaN of nothing. */
    static double median(double[] figures) {
        if (figures.length == 0) {
            return Double.NaN;
        }
        double[] sorted = figures.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
