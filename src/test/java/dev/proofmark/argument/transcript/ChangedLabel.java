package dev.proofmark.argument.transcript;

/// A domain string with one bit changed, until it is closed: for tests of what notices it.
public final class ChangedLabel implements AutoCloseable {
    private final Label label;

    public ChangedLabel(Label label) {
        this.label = label;
        flip();
    }

    private void flip() {
        label.bytes()[0] ^= 1;
    }

    @Override
    public void close() {
        flip();
    }
}
