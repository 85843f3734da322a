/** Reports of what people take to be against the rules, and what the platform's admins decide about them. */
@NullMarked
package dev.souk.catalog.reporting;

import org.jspecify.annotations.NullMarked;
