package dev.souk.catalog;

import dev.souk.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What GuardDuty tells of an object that it scanned, as its documentation shows it. */
final class ScanEvents {
    private ScanEvents() {}

    /** @param status {@code NO_THREATS_FOUND}, {@code THREATS_FOUND}, {@code UNSUPPORTED}, {@code ACCESS_DENIED} or {@code FAILED} */
    static String of(String bucket, String key, String status) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scanResultStatus", status);
        result.put(
                "threats",
                status.equals("THREATS_FOUND") ? List.of(Map.of("name", "EICAR-Test-File (not a virus)")) : null);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bucketName", bucket);
        object.put("objectKey", key);
        object.put("eTag", "ASIAI44QH8DHBEXAMPLE");
        object.put("versionId", "d41d8cd98f00b204e9800998eEXAMPLE");
        object.put("s3Throttled", false);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("schemaVersion", "1.0");
        detail.put(
                "scanStatus",
                switch (status) {
                    case "UNSUPPORTED" -> "SKIPPED";
                    case "ACCESS_DENIED", "FAILED" -> "FAILED";
                    default -> "COMPLETED";
                });
        detail.put("resourceType", "S3_OBJECT");
        detail.put("s3ObjectDetails", object);
        detail.put("scanResultDetails", result);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", "72c7d362-737a-6dce-fc78-9e27a0171419");
        event.put("detail-type", "GuardDuty Malware Protection Object Scan Result");
        event.put("source", "aws.guardduty");
        event.put("account", "111122223333");
        event.put("time", "2026-11-24T09:30:00Z");
        event.put("region", "eu-west-1");
        event.put(
                "resources",
                List.of("arn:aws:guardduty:eu-west-1:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE"));
        event.put("detail", detail);
        return Json.write(event);
    }
}
