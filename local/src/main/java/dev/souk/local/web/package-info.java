/** The static pages of the storefront, as S3 and CloudFront serve them in the cloud. */
@NullMarked
package dev.souk.local.web;

import org.jspecify.annotations.NullMarked;
