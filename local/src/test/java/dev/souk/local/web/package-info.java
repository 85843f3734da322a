/** What the storefront's pages are served with. */
@NullMarked
package dev.souk.local.web;

import org.jspecify.annotations.NullMarked;
