/** How AWS is reached: region, endpoint and credentials set explicitly, clients made when first needed. */
@NullMarked
package dev.souk.lambda.aws;

import org.jspecify.annotations.NullMarked;
