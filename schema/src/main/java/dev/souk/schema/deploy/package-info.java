/**
 * What a deployment does to the database before any function is changed: CloudFormation asks for it, as the custom resource
 * {@code Custom::SoukMigrations}. It fails as a whole or it is done; the functions that serve meanwhile go on either way.
 */
@NullMarked
package dev.souk.schema.deploy;

import org.jspecify.annotations.NullMarked;
