package dev.souk.simulation;

import dev.souk.lambda.db.Sql;
import dev.souk.stripe.standin.http.Answer;
import dev.souk.stripe.standin.http.Request;

/** A protection taken out, from outside of the code: by the statements, the requests and the indexes that it stands on. */
interface Mutation {
    Mutation NONE = new Mutation() {};

    /** A statement on its way to the database. */
    default String sql(String sql) {
        return sql;
    }

    /** A request on its way to Stripe. */
    default Request request(Request request) {
        return request;
    }

    /** An answer of Stripe's. */
    default Answer answer(Request request, Answer answer) {
        return answer;
    }

    /** Whether forged signatures are taken for Stripe's. */
    default boolean believesForgeries() {
        return false;
    }

    /** Takes an index away. */
    default void prepare(Sql sql) {}

    /** Puts it back; the tables are empty. */
    default void undo(Sql sql) {}
}
