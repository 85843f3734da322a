package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.model.message.WorkQueue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueuesTest {
    private final Synthesized souk = Synthesized.dev();

    @Test
    void there_is_each_queue_with_its_dead_letters_and_no_other() {
        assertThat(souk.all("AWS::SQS::Queue")).hasSize(2 * WorkQueue.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void what_could_not_be_handled_goes_to_the_dead_letters_and_is_kept_for_two_weeks(WorkQueue work) {
        Resource queue = souk.queue(work.queueName());
        Resource dead = souk.queue(work.queueName() + "-dead");
        assertThat(queue.property("RedrivePolicy").at("maxReceiveCount").number())
                .isEqualTo(work.maxReceives());
        assertThat(souk.behind(queue.stack(), queue.property("RedrivePolicy").at("deadLetterTargetArn")))
                .isEqualTo(dead);
        assertThat(dead.property("MessageRetentionPeriod").number()).isEqualTo(14 * 24 * 3600);
    }

    /** The age of a dead letter counts from when it was first sent. */
    @ParameterizedTest
    @EnumSource
    void all_receives_are_used_up_before_a_message_grows_too_old_and_dead_letters_live_longer_still(WorkQueue work) {
        Resource queue = souk.queue(work.queueName());
        int kept = queue.property("MessageRetentionPeriod").number();
        assertThat(work.maxReceives() * queue.property("VisibilityTimeout").number())
                .isLessThan(kept);
        assertThat(kept)
                .isLessThan(souk.queue(work.queueName() + "-dead")
                        .property("MessageRetentionPeriod")
                        .number());
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_invisible_for_six_timeouts_of_its_worker(WorkQueue work) {
        assertThat(souk.queue(work.queueName()).property("VisibilityTimeout").number())
                .isEqualTo(6 * LambdaFunction.workerOf(work).timeout().toSeconds());
    }

    @ParameterizedTest
    @EnumSource
    void a_queue_feeds_its_worker_in_batches_of_which_a_bad_message_fails_alone(WorkQueue work) {
        Resource mapping = mapping(work);
        assertThat(mapping.property("FunctionResponseTypes").texts()).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.property("BatchSize").number()).isEqualTo(work.batchSize());
        assertThat(souk.behind("api", mapping.property("FunctionName")))
                .isEqualTo(souk.function(LambdaFunction.workerOf(work)));
    }

    @ParameterizedTest
    @EnumSource
    void no_more_instances_work_on_a_queue_than_the_database_has_room_for(WorkQueue work) {
        assertThat(mapping(work)
                        .property("ScalingConfig")
                        .at("MaximumConcurrency")
                        .number())
                .isEqualTo(LambdaFunction.workerOf(work).mostInstances());
    }

    @Test
    void every_queue_is_encrypted_and_takes_TLS_only() {
        for (Resource queue : souk.all("AWS::SQS::Queue")) {
            assertThat(queue.property("SqsManagedSseEnabled").value()).isEqualTo(true);
            assertThat(souk.all("AWS::SQS::QueuePolicy"))
                    .filteredOn(policy ->
                            policy.property("Queues").elements().contains(new Node(Map.of("Ref", queue.id()))))
                    .singleElement()
                    .satisfies(policy -> {
                        Node statement = policy.property("PolicyDocument").at("Statement", 0);
                        assertThat(statement.at("Effect").text()).isEqualTo("Deny");
                        assertThat(statement.at("Action").text()).isEqualTo("sqs:*");
                        assertThat(statement
                                        .at("Condition", "Bool", "aws:SecureTransport")
                                        .text())
                                .isEqualTo("false");
                    });
        }
    }

    @Test
    void SES_tells_of_bounces_and_complaints_and_the_queue_hears_of_it() {
        Resource set = only("AWS::SES::ConfigurationSet");
        Resource destination = only("AWS::SES::ConfigurationSetEventDestination");
        assertThat(souk.behind("messaging", destination.property("ConfigurationSetName")))
                .isEqualTo(set);
        Node told = destination.property("EventDestination");
        assertThat(told.at("MatchingEventTypes").texts()).containsExactlyInAnyOrder("bounce", "complaint");
        Resource topic = souk.one("AWS::SNS::Topic", "TopicName", "souk-dev-mail-events");
        assertThat(souk.behind("messaging", told.at("SnsDestination", "TopicARN")))
                .isEqualTo(topic);
        assertThat(souk.all("AWS::SNS::TopicPolicy").stream()
                        .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream()))
                .anyMatch(
                        statement -> statement.at("Principal").equals(new Node(Map.of("Service", "ses.amazonaws.com")))
                                && statement.at("Action").equals(new Node("sns:Publish")));
        Resource subscription = only("AWS::SNS::Subscription");
        assertThat(souk.behind("messaging", subscription.property("TopicArn"))).isEqualTo(topic);
        assertThat(souk.behind("messaging", subscription.property("Endpoint"))).isEqualTo(souk.queue("email-events"));
        assertThat(set.property("Name").text()).isEqualTo("souk-dev-mail");
    }

    private Resource only(String type) {
        assertThat(souk.all(type)).as(type).hasSize(1);
        return souk.all(type).getFirst();
    }

    private Resource mapping(WorkQueue work) {
        return souk.all("AWS::Lambda::EventSourceMapping").stream()
                .filter(mapping ->
                        souk.behind("api", mapping.property("EventSourceArn")).equals(souk.queue(work.queueName())))
                .findFirst()
                .orElseThrow();
    }
}
