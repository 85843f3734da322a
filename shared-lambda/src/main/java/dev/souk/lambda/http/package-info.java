/** HTTP as API Gateway hands it over: proxy events in, a router over the contract's operations, problem+json when a request cannot be served. */
@NullMarked
package dev.souk.lambda.http;

import org.jspecify.annotations.NullMarked;
