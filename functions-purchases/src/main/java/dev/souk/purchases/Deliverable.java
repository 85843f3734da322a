package dev.souk.purchases;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;

/**
 * A file that buyers of a product get.
 *
 * @param name the seller's name for it, any Unicode
 * @param size in bytes
 * @param sha256 in lower-case hex
 * @param objectKey where the bucket has it
 */
public record Deliverable(
        FileId file, ProductId product, String name, String contentType, long size, String sha256, String objectKey) {}
