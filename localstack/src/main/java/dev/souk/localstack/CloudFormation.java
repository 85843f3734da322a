package dev.souk.localstack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a deployment asks of CloudFormation. */
final class CloudFormation {
    private final QueryApi api;

    CloudFormation(URI endpoint) {
        api = new QueryApi(endpoint, "cloudformation", "2010-05-15");
    }

    /** @param outputs by their names */
    record Seen(String status, Map<String, String> outputs) {
        Seen {
            outputs = Map.copyOf(outputs);
        }
    }

    void create(String stack, String template) {
        create(stack, Map.of("TemplateBody", template));
    }

    void createFrom(String stack, String templateUrl) {
        create(stack, Map.of("TemplateURL", templateUrl));
    }

    private void create(String stack, Map<String, String> template) {
        Map<String, String> form = new LinkedHashMap<>(template);
        form.put("StackName", stack);
        form.put("Capabilities.member.1", "CAPABILITY_IAM");
        form.put("Capabilities.member.2", "CAPABILITY_NAMED_IAM");
        api.call("CreateStack", form);
    }

    void delete(String stack) {
        api.call("DeleteStack", Map.of("StackName", stack));
    }

    /** What has become of a stack; empty when there is none. */
    Optional<Seen> find(String stack) {
        return api.ask("DescribeStacks", Map.of("StackName", stack)).map(CloudFormation::seen);
    }

    private static Seen seen(Element found) {
        Map<String, String> outputs = elements(found.getElementsByTagName("OutputKey")).stream()
                .map(key -> (Element) key.getParentNode())
                .collect(Collectors.toMap(output -> text(output, "OutputKey"), output -> text(output, "OutputValue")));
        return new Seen(text(found, "StackStatus"), outputs);
    }

    /** What went wrong in a stack, a line a resource. */
    List<String> failures(String stack) {
        Element events = api.call("DescribeStackEvents", Map.of("StackName", stack));
        return elements(events.getElementsByTagName("ResourceStatus")).stream()
                .filter(status -> status.getTextContent().endsWith("FAILED"))
                .map(status -> (Element) status.getParentNode())
                .map(event -> text(event, "LogicalResourceId") + " (" + text(event, "ResourceType") + "): "
                        + text(event, "ResourceStatusReason"))
                .toList();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
