package dev.souk.lambda.markdown;

/** Collects text up to a length, and then says so. */
final class BoundedText implements Appendable {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int most) {
        this.most = most;
    }

    /** No more fits. Thrown through the renderer, which knows no other way to stop. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full() {
            super("longer than wanted", null, false, false);
        }
    }

    @Override
    public Appendable append(CharSequence more) {
        return append(more, 0, more.length());
    }

    @Override
    public Appendable append(CharSequence more, int start, int end) {
        if (text.length() + end - start > most) {
            throw new Full();
        }
        text.append(more, start, end);
        return this;
    }

    @Override
    public Appendable append(char c) {
        return append(String.valueOf(c));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
