package dev.souk.lambda.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made once, when first asked for: a client that a request may never need must not cost every cold start. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public T get() {
        T value = made;
        if (value == null) {
            synchronized (this) {
                value = made;
                if (value == null) {
                    value = make.get();
                    made = value;
                }
            }
        }
        return value;
    }
}
