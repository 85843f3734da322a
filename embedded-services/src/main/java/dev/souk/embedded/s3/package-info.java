/** S3 on this machine: S3Proxy in this process over a folder, with signatures and checksums really checked. */
@NullMarked
package dev.souk.embedded.s3;

import org.jspecify.annotations.NullMarked;
