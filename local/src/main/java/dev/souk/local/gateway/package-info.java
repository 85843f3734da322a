/** Amazon API Gateway's REST API with proxy integration: routes by the contract, makes events of requests and answers of what functions return, and says no in API Gateway's own words. */
@NullMarked
package dev.souk.local.gateway;

import org.jspecify.annotations.NullMarked;
