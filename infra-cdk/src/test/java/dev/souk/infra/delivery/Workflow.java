package dev.souk.infra.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A workflow of GitHub Actions, and what we hold against it. actionlint says whether it is one; these are rules of ours about what it may do.
 *
 * @param text the file, in which comments say which version a pin is
 */
record Workflow(String text, Map<String, Object> content) {
    private static final Pattern PINNED = Pattern.compile("uses:\\s+(\\S+)@[0-9a-f]{40}\\s+# v\\d+\\.\\d+\\.\\d+\\s*");
    private static final Pattern MAKE = Pattern.compile("\\bmake\\s+([a-z][a-z0-9-]*)");
    private static final Set<String> UNTRUSTED_TRIGGERS =
            Set.of("pull_request_target", "workflow_run", "issue_comment");
    private static final String TAKES_A_ROLE = "aws-actions/configure-aws-credentials@";

    static Workflow of(String text) {
        return new Workflow(text, map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
    }

    /** Empty when it keeps to the rules. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        triggers().stream()
                .filter(UNTRUSTED_TRIGGERS::contains)
                .forEach(trigger -> complaints.add(trigger + " gives a stranger's code our rights"));
        if (!Map.of().equals(content.get("permissions"))) {
            complaints.add("permissions of the workflow are not {}: each job says its own");
        }
        if (map(content.get("concurrency")).get("group") == null) {
            complaints.add("no concurrency group");
        }
        if (text.matches("(?s).*\\$\\{\\{[^}]*\\bsecrets\\b.*")) {
            complaints.add("it reads a stored secret");
        }
        if (text.contains("aws-access-key-id") || text.contains("AWS_ACCESS_KEY_ID")) {
            complaints.add("it takes a long-lived key");
        }
        text.lines()
                .filter(line -> line.matches("\\s*(- )?uses:.*")
                        && !PINNED.matcher(line).find())
                .forEach(line -> complaints.add("not pinned to a commit with its version beside it: " + line.strip()));
        map(content.get("jobs")).forEach((name, job) -> complaints.addAll(complaints(name, map(job))));
        return complaints;
    }

    /** What is called by {@code make}. */
    Set<String> targets() {
        Set<String> targets = new TreeSet<>();
        for (Object job : map(content.get("jobs")).values()) {
            for (Map<String, Object> step : steps(map(job))) {
                Matcher calls = MAKE.matcher(String.valueOf(step.get("run")));
                while (calls.find()) {
                    targets.add(calls.group(1));
                }
            }
        }
        return targets;
    }

    private List<String> complaints(String name, Map<String, Object> job) {
        List<String> complaints = new ArrayList<>();
        if (!(job.get("timeout-minutes") instanceof Integer minutes) || minutes > 90) {
            complaints.add(name + " has no time-out of 90 minutes at most");
        }
        if (!(job.get("permissions") instanceof Map)) {
            complaints.add(name + " does not say its permissions");
        }
        boolean getsToken = "write".equals(map(job.get("permissions")).get("id-token"));
        map(job.get("permissions")).forEach((permission, access) -> {
            if (!permission.equals("id-token") && !access.equals("read")) {
                complaints.add(name + " may write " + permission);
            }
        });
        boolean takesRole = steps(job).stream()
                .anyMatch(step -> String.valueOf(step.get("uses")).startsWith(TAKES_A_ROLE));
        if (getsToken != takesRole) {
            complaints.add(name + " gets a token for AWS and takes no role, or the other way round");
        }
        boolean forksGetNone = String.valueOf(job.get("if")).contains("head.repo.full_name == github.repository");
        if (getsToken && job.get("environment") == null && !forksGetNone) {
            complaints.add(name + " reaches AWS from no environment");
        }
        for (Map<String, Object> step : steps(job)) {
            String run = String.valueOf(step.get("run"));
            if (run.contains("${{")) {
                complaints.add(name + " puts a value into a script's text: give it as a variable");
            }
            if (getsToken && (run.contains("mvn") || MAKE.matcher(run).find())) {
                complaints.add(name + " builds where AWS can be reached");
            }
            if (String.valueOf(step.get("uses")).startsWith("actions/checkout@")
                    && !Boolean.FALSE.equals(map(step.get("with")).get("persist-credentials"))) {
                complaints.add(name + " leaves GitHub's token in the checkout");
            }
        }
        return complaints;
    }

    private Set<String> triggers() {
        // YAML 1.1 takes the word "on" for true.
        Map<Object, Object> all = new HashMap<>(content);
        return map(all.get(true)).keySet();
    }

    private static List<Map<String, Object>> steps(Map<String, Object> job) {
        return job.get("steps") instanceof List<?> steps
                ? steps.stream().map(Workflow::map).toList()
                : List.of();
    }

    /** Empty when it is none. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
