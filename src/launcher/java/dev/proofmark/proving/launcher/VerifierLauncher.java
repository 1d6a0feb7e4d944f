package dev.proofmark.proving.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the offline verifier's jar, compiled for Java 8 so that an old runtime says what it lacks
 * instead of failing to load the first class. On a new enough runtime it hands the arguments to the verifier.
 *
 * <p>Exit code 2 ("unusable") on an old runtime or after an unexpected error; otherwise the verifier's own.
 */
public final class VerifierLauncher {
    private static final int REQUIRED_JAVA = 25;
    private static final int EXIT_UNUSABLE = 2;
    private static final String COMMAND = "dev.proofmark.proving.verifier.VerifierCommand";

    private VerifierLauncher() {
    }

    public static void main(String[] arguments) {
        String version = System.getProperty("java.specification.version");
        if (featureVersion(version) < REQUIRED_JAVA) {
            System.err.println("proofmark-verifier needs Java " + REQUIRED_JAVA + " or newer; this is Java " + version
                    + " at " + System.getProperty("java.home"));
            System.exit(EXIT_UNUSABLE);
        }
        try {
            Class.forName(COMMAND).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            fail(e.getCause());
        } catch (ReflectiveOperationException e) {
            fail(e);
        }
    }

    /** The runtime's own exit code for an uncaught exception is 1, which here means "rejected". */
    private static void fail(Throwable cause) {
        System.err.println("proofmark-verifier failed: " + printable(String.valueOf(cause)));
        System.exit(EXIT_UNUSABLE);
    }

    /** ASCII alone: what fails may quote a file, and no other class can be relied on here. */
    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** The feature number of a specification version: 8 for "1.8", 25 for "25"; 0 for a version that it cannot read. */
    static int featureVersion(String specificationVersion) {
        if (specificationVersion == null) {
            return 0;
        }
        String number = specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        int dot = number.indexOf('.');
        try {
            return Integer.parseInt(dot < 0 ? number : number.substring(0, dot));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
