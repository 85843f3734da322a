/** The storefront: the bucket that holds its pages, CloudFront before it, and the pages as this checkout has them. */
@NullMarked
package dev.souk.infra.web;

import org.jspecify.annotations.NullMarked;
