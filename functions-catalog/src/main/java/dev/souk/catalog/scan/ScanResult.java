package dev.souk.catalog.scan;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.message.UnreadableMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What GuardDuty tells of an object that it scanned, by EventBridge (docs.aws.amazon.com/guardduty, "Monitoring S3 object scans with
 * Amazon EventBridge").
 *
 * @param bucket where the object is
 * @param key what it is called there
 * @param status what came of it
 * @param threats what was found, by the scanner's names
 */
record ScanResult(String bucket, String key, Status status, List<String> threats) {
    private static final String KIND = "GuardDuty Malware Protection Object Scan Result";
    /** Names are the scanner's own, and go into a log line. */
    private static final int MOST_THREATS = 10;

    private static final int LONGEST_NAME = 100;

    ScanResult {
        threats = List.copyOf(threats);
    }

    enum Status {
        NO_THREATS_FOUND,
        THREATS_FOUND,
        /** It cannot look into it. */
        UNSUPPORTED,
        /** Its role may not read it. */
        ACCESS_DENIED,
        /** Something went wrong on its side. */
        FAILED
    }

    /**
     * The result that {@code text} writes.
     *
     * @throws UnreadableMessage when it writes none, naming the field that is wrong
     */
    static ScanResult read(String text) {
        try {
            Tree event = Tree.of(text);
            if (!event.path("detail-type").text("").equals(KIND)) {
                throw new UnreadableMessage("detail-type", "is not that of a scan's result", null);
            }
            Tree detail = event.path("detail");
            Tree result = detail.path("scanResultDetails");
            Tree object = detail.path("s3ObjectDetails");
            return new ScanResult(
                    required(object, "bucketName"),
                    required(object, "objectKey"),
                    status(required(result, "scanResultStatus")),
                    threats(result));
        } catch (InvalidJson e) {
            throw new UnreadableMessage("", "is no JSON", e);
        }
    }

    private static String required(Tree owner, String field) {
        String text = owner.path(field).text("");
        if (text.isEmpty()) {
            throw new UnreadableMessage(field, "is missing", null);
        }
        return text;
    }

    private static Status status(String text) {
        for (Status status : Status.values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        throw new UnreadableMessage("scanResultStatus", "is none that is known", null);
    }

    private static List<String> threats(Tree result) {
        List<String> names = new ArrayList<>();
        for (Tree threat : result.path("threats").elements()) {
            String name = threat.path("name").text("");
            if (names.size() < MOST_THREATS && !name.isEmpty()) {
                names.add(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
            }
        }
        return names;
    }
}
