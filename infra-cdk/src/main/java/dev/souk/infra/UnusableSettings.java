package dev.souk.infra;

import java.util.List;

/** Settings are missing or cannot be what they are. The message says which, and how to set them. */
public final class UnusableSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableSettings(List<String> complaints) {
        super("The stacks cannot be made:\n  - " + String.join("\n  - ", complaints)
                + "\nGive each as -c name=value to cdk, or keep them in infra-cdk/cdk.context.json."
                + " infra-cdk/README.md says what they mean.");
    }
}
