/** What runs and what calls it: the REST API made from the contract, the functions, the queues' workers, the schedule. */
@NullMarked
package dev.souk.infra.api;

import org.jspecify.annotations.NullMarked;
