package dev.souk.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.localstack.CloudAssembly.S3Object;
import dev.souk.localstack.CloudAssembly.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudAssemblyTest {
    @TempDir
    Path folder;

    @Test
    void stacks_come_after_those_that_they_stand_on_with_their_files_and_places() throws Exception {
        Files.writeString(folder.resolve("manifest.json"), """
                {"artifacts": {
                  "api": {"type": "aws:cloudformation:stack", "dependencies": ["data", "api.assets"],
                          "properties": {"stackName": "souk-api", "stackTemplateAssetObjectUrl": "s3://assets-${AWS::AccountId}/a/b.json"}},
                  "api.assets": {"type": "cdk:asset-manifest"},
                  "data": {"type": "aws:cloudformation:stack", "properties": {"stackTemplateAssetObjectUrl": "s3://assets/d.json"}}}}
                """);
        Files.writeString(folder.resolve("data.assets.json"), "{}");
        Files.writeString(folder.resolve("api.assets.json"), """
                {"files": {"1": {"source": {"path": "asset.zip"},
                  "destinations": {"here": {"bucketName": "assets-${AWS::AccountId}-${AWS::Region}", "objectKey": "1.zip"}}}}}
                """);
        CloudAssembly assembly = CloudAssembly.in(folder, "123", "eu-west-1");
        assertThat(assembly.stacks()).extracting(Stack::name).containsExactly("data", "souk-api");
        Stack api = assembly.stacks().getLast();
        assertThat(api.template()).isEqualTo(new S3Object("assets-123", "a/b.json"));
        assertThat(api.files()).singleElement().satisfies(asset -> {
            assertThat(asset.file()).isEqualTo(folder.resolve("asset.zip"));
            assertThat(asset.destination()).isEqualTo(new S3Object("assets-123-eu-west-1", "1.zip"));
        });
    }
}
