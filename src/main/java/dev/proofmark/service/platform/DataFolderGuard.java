package dev.proofmark.service.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Refuses to start where the service could not write, before any bean is made.
class DataFolderGuard implements ApplicationListener<ApplicationPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        check(event.getApplicationContext().getEnvironment());
    }

    static void check(Environment environment) {
        check(environment.getProperty("proofmark.data-dir", ".proofmark"), "data folder", "PROOFMARK_DATA_DIR");
        String artifacts = environment.getProperty("proofmark.artifact-dir", "");
        if (!artifacts.isBlank()) {
            check(artifacts, "artefact folder", "PROOFMARK_ARTIFACT_DIR");
        }
    }

    private static void check(String setting, String what, String variable) {
        Path folder = Path.of(setting).toAbsolutePath().normalize();
        try {
            PrivateFiles.folder(folder);
            Path trial = folder.resolve(".writable"); // one name: what a killed start left is taken by the next
            Files.write(trial, new byte[1]);
            Files.deleteIfExists(trial);
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
            throw new StartRefusedException(
                    "The %s %s cannot be written by user %s (%s)".formatted(
                            what, folder, System.getProperty("user.name"), cause.getClass().getSimpleName() + ": " + cause.getMessage()),
                    "Give that user the right to write there, or name another folder by " + variable + ".", e);
        }
    }
}
