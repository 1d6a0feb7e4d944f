package dev.proofmark.service.engine;

/// A key or proof of a format that this engine does not read: whether the proof is valid cannot be said here.
public final class FormatNotSupportedException extends RuntimeException {
    private final String what;
    private final int format;
    private final int supported;

    /// @param what a key or a proof
    /// @param format that it has
    /// @param supported the only one that is read here
    public FormatNotSupportedException(String what, int format, int supported) {
        super("a " + what + " of format " + format + ", this engine reads format " + supported);
        this.what = what;
        this.format = format;
        this.supported = supported;
    }

    public String what() {
        return what;
    }

    public int format() {
        return format;
    }

    public int supported() {
        return supported;
    }
}
