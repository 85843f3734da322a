package dev.souk.lambda.cloudformation;

import dev.souk.lambda.json.Tree;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * What CloudFormation asks for.
 *
 * @param answerTo where the answer is to be PUT; the address carries its own signature, so it is a secret while it is good
 * @param resourceType as the template has it, {@code Custom::SoukMigrations}
 * @param physicalId which one it is about, by the name that we gave it; empty when it is to be created
 * @param properties as the template has them now
 * @param oldProperties as it had them before; nothing in them unless it is an update
 */
public record ResourceRequest(
        Type type,
        URI answerTo,
        String stackId,
        String requestId,
        String logicalId,
        String resourceType,
        Optional<String> physicalId,
        Tree properties,
        Tree oldProperties) {

    /** As CloudFormation names them. */
    public enum Type {
        CREATE("Create"),
        UPDATE("Update"),
        DELETE("Delete");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        private static Optional<Type> of(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.text.equals(text))
                    .findFirst();
        }
    }

    /** Empty when the event is none of CloudFormation's. */
    static Optional<ResourceRequest> from(Tree event) {
        return Type.of(event.path("RequestType").text(""))
                .map(type -> new ResourceRequest(
                        type,
                        URI.create(event.path("ResponseURL").text("")),
                        event.path("StackId").text(""),
                        event.path("RequestId").text(""),
                        event.path("LogicalResourceId").text(""),
                        event.path("ResourceType").text(""),
                        Optional.of(event.path("PhysicalResourceId").text("")).filter(id -> !id.isEmpty()),
                        event.path("ResourceProperties"),
                        event.path("OldResourceProperties")));
    }

    /** A property, or an empty text. */
    public String property(String name) {
        return properties.path(name).text("");
    }

    public String oldProperty(String name) {
        return oldProperties.path(name).text("");
    }

    /** Without the address, which is as good as a password. */
    @Override
    public String toString() {
        return type + " " + resourceType + " " + logicalId;
    }
}
