package dev.proofmark.service.platform;

/// Why the service does not start, and what whoever starts it can do.
public final class StartRefusedException extends IllegalStateException {
    private final String action;

    /// @param what   what is wrong, with the setting or file by name and never its secret value
    /// @param action what to do
    public StartRefusedException(String what, String action) {
        this(what, action, null);
    }

    public StartRefusedException(String what, String action, Throwable cause) {
        super(what, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
