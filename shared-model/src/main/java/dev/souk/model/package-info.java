/** The vocabulary every part of Souk shares: money, typed ids, e-mail addresses. A value that exists is right. Needs the JDK alone. */
@NullMarked
package dev.souk.model;

import org.jspecify.annotations.NullMarked;
