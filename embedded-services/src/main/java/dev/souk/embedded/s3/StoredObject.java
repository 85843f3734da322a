package dev.souk.embedded.s3;

import java.io.IOException;
import java.io.InputStream;

/** An object that has just been stored. */
public interface StoredObject {
    String bucket();

    String key();

    /** Its bytes, to be closed. */
    InputStream open() throws IOException;
}
