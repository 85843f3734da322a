package dev.souk.purchases.sales.export;

import java.util.List;
import java.util.OptionalLong;

/** Where the files are, in parts while they are written. */
interface ExportStore {
    /** Begins a file; what it is called until it is put together. */
    String begin(String key);

    /**
     * Adds a part, or writes over the one of that number.
     *
     * @return what the part is called
     * @throws NoSuchUpload when that file is not being written
     */
    String part(String key, String upload, int number, byte[] bytes);

    /**
     * Puts a file together.
     *
     * @throws NoSuchUpload when that file is not being written (any more), or a part is another than is said
     */
    void complete(String key, String upload, List<String> parts);

    /** How long a file is that was put together. */
    OptionalLong size(String key);

    /** Gives up a file that is being written, if it is. */
    void abort(String key, String upload);

    /** Deletes a file, if it is there. */
    void remove(String key);

    /** There is no such file being written, or not so. */
    final class NoSuchUpload extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSuchUpload(String key, Throwable cause) {
            super("nothing is being written to " + key + ", or other parts", cause);
        }
    }
}
