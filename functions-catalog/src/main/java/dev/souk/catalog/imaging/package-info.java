/** What is shown of uploaded images, made of their pixels alone. Nothing is decoded before it has said how large it is. */
@NullMarked
package dev.souk.catalog.imaging;

import org.jspecify.annotations.NullMarked;
