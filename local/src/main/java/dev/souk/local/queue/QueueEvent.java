package dev.souk.local.queue;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch of messages as Lambda hands it to a worker. */
final class QueueEvent {
    private static final JsonMapper JSON = JsonMapper.shared();

    private QueueEvent() {}

    /** @param queueArn {@code arn:aws:sqs:<region>:<account>:<queue>} */
    static byte[] of(List<Message> batch, String queueArn) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Message message : batch) {
            ObjectNode each = records.addObject();
            each.put("messageId", message.messageId());
            each.put("receiptHandle", message.receiptHandle());
            each.put("body", message.body());
            ObjectNode system = each.putObject("attributes");
            message.attributesAsStrings().forEach(system::put);
            ObjectNode attributes = each.putObject("messageAttributes");
            for (Map.Entry<String, MessageAttributeValue> attribute :
                    message.messageAttributes().entrySet()) {
                putAttribute(attributes.putObject(attribute.getKey()), attribute.getValue());
            }
            each.put("md5OfBody", message.md5OfBody());
            if (message.md5OfMessageAttributes() != null) {
                each.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
            }
            each.put("eventSource", "aws:sqs");
            each.put("eventSourceARN", queueArn);
            each.put("awsRegion", queueArn.split(":", -1)[3]);
        }
        return JSON.writeValueAsBytes(event);
    }

    private static void putAttribute(ObjectNode attribute, MessageAttributeValue value) {
        if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        attribute.put("dataType", value.dataType());
    }
}
