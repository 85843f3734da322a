package dev.souk.lambda.cloudformation;

/** What a custom resource is. CloudFormation may ask for the same twice, and what was done is found done then. */
public interface ResourceWork {
    /**
     * What there is now.
     *
     * @param physicalId its name. Another one than before makes CloudFormation ask for the deletion of the one before, once all that
     *     depends on it has moved on
     */
    record Done(String physicalId) {}

    /**
     * Creates, updates or deletes.
     *
     * @throws CannotBeDone when the deployment is to fail, with a sentence for whoever reads its events
     */
    Done carryOut(ResourceRequest request);

    /** Called from another thread when time runs out: what is under way should end soon, in an orderly way. */
    default void giveUp() {}

    /** The name of what was to be created and was not: CloudFormation asks for its deletion by it. */
    String nameBeforeCreation(ResourceRequest request);
}
