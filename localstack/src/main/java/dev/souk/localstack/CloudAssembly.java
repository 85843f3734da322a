package dev.souk.localstack;

import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What CDK has synthesized, for one account and region. */
record CloudAssembly(List<Stack> stacks) {
    CloudAssembly {
        stacks = List.copyOf(stacks);
    }

    /**
     * A stack, after those that it stands on.
     *
     * @param template where its template is once the files are uploaded
     */
    record Stack(String name, S3Object template, List<FileAsset> files) {
        Stack {
            files = List.copyOf(files);
        }
    }

    record S3Object(String bucket, String key) {}

    record FileAsset(Path file, S3Object destination) {}

    /** Reads the folder that the CDK app has written. */
    static CloudAssembly in(Path folder, String account, String region) {
        Reader reader = new Reader(folder, account, region);
        JsonNode artifacts = reader.read("manifest.json").path("artifacts");
        Map<String, Stack> stacks = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        artifacts.properties().forEach(artifact -> {
            if (artifact.getValue().path("type").asString("").equals("aws:cloudformation:stack")) {
                names.add(artifact.getKey());
            }
        });
        while (!names.isEmpty()) {
            String next = names.stream()
                    .filter(name -> artifacts
                            .path(name)
                            .path("dependencies")
                            .valueStream()
                            .noneMatch(needed -> names.contains(needed.asString())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("these stacks wait for one another: " + names));
            stacks.put(next, reader.stack(next, artifacts.path(next).path("properties")));
            names.remove(next);
        }
        return new CloudAssembly(List.copyOf(stacks.values()));
    }

    private record Reader(Path folder, String account, String region) {
        Stack stack(String name, JsonNode properties) {
            List<FileAsset> files = new ArrayList<>();
            read(name + ".assets.json")
                    .path("files")
                    .valueStream()
                    .forEach(file -> file.path("destinations")
                            .valueStream()
                            .map(to -> new FileAsset(
                                    folder.resolve(
                                            file.path("source").path("path").asString()),
                                    new S3Object(
                                            here(to.path("bucketName").asString()),
                                            to.path("objectKey").asString())))
                            .forEach(files::add));
            String template = here(properties
                            .path("stackTemplateAssetObjectUrl")
                            .asString())
                    .substring("s3://".length());
            int slash = template.indexOf('/');
            return new Stack(
                    properties.path("stackName").asString(name),
                    new S3Object(template.substring(0, slash), template.substring(slash + 1)),
                    files);
        }

        JsonNode read(String file) {
            try {
                return Json.tree(Files.readString(folder.resolve(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("no CDK app has written to " + folder, e);
            }
        }

        private String here(String text) {
            return text.replace("${AWS::AccountId}", account)
                    .replace("${AWS::Region}", region)
                    .replace("${AWS::Partition}", "aws");
        }
    }
}
