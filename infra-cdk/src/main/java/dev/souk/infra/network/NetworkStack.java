package dev.souk.infra.network;

import dev.souk.infra.Stage;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The network. */
public final class NetworkStack extends Stack {
    private final SoukNetwork network;

    public NetworkStack(Construct scope, StackProps props, Stage stage) {
        super(scope, props.getStackName(), props);
        network = new SoukNetwork(this, "Network", stage);
    }

    public SoukNetwork network() {
        return network;
    }
}
