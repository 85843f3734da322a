package dev.souk.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = Integer.getInteger("souk.seeds", 300);
    private static final int FIRST = Integer.getInteger("souk.first", 1);
    private static final int MOST_FAILURES = Integer.getInteger("souk.failures", 5);

    @Test
    void every_history_ends_with_money_and_goods_in_agreement() {
        String one = System.getProperty("souk.seed", "");
        try (Simulation simulation = new Simulation()) {
            if (!one.isEmpty()) {
                Simulation.Ending ending = simulation.run(Long.parseLong(one));
                System.out.println(ending.story());
                System.out.println(ending.explanation());
                System.out.println("wrong: " + ending.wrong());
                assertThat(ending.wrong()).isEmpty();
                return;
            }
            long begun = System.nanoTime();
            List<String> failed = new ArrayList<>();
            for (int seed = FIRST; seed < FIRST + SEEDS && failed.size() < MOST_FAILURES; seed++) {
                Simulation.Ending ending = simulation.run(seed);
                if (!ending.isRight()) {
                    failed.add("SEED=" + seed + " " + ending.wrong());
                    System.out.println(failed.getLast());
                    if (failed.size() == 1) {
                        System.out.println(shortest(simulation, ending));
                    }
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            simulation.counts().forEach((what, count) -> System.out.printf("%8d %s%n", count, what));
            System.out.printf("%d histories in %d s%n", SEEDS, took.toSeconds());
            assertThat(failed).isEmpty();
        }
    }

    /** The same with as few steps as it takes. */
    private static String shortest(Simulation simulation, Simulation.Ending ending) {
        Set<Integer> without = new TreeSet<>();
        Simulation.Ending shortest = ending;
        for (int size = 16; size >= 1; size /= 2) {
            for (int from = 0; from < Simulation.STEPS; from += size) {
                Set<Integer> fewer = new TreeSet<>(without);
                for (int step = from; step < from + size; step++) {
                    fewer.add(step);
                }
                if (fewer.size() > without.size()) {
                    Simulation.Ending shorter = simulation.run(ending.seed(), Mutation.NONE, fewer);
                    if (!shorter.isRight()) {
                        without.addAll(fewer);
                        shortest = shorter;
                    }
                }
            }
        }
        return shortest.story() + "\n" + shortest.explanation() + "\nwrong: " + shortest.wrong();
    }
}
