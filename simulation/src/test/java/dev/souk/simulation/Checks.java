package dev.souk.simulation;

import java.util.List;

/** What has to be true after every history. Each check is a sentence when it is not. */
final class Checks {
    private final Findings findings;
    private final History history;

    Checks(World world, History history) {
        this.findings = new Findings(world);
        this.history = history;
    }

    List<String> all() {
        history.wrong.forEach(findings::add);
        new MoneyChecks(findings, history).run();
        new OrderChecks(findings, history).run();
        new NewsChecks(findings, history).run();
        return findings.all();
    }

    String explain() {
        return new Explanation(findings).text();
    }
}
