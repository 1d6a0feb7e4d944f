package dev.proofmark.service.proofs;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// `bin/proofmark check-artifacts`: prints what is damaged, missing or orphaned; ends with 0 when every artefact that a row
/// names can be read, else with 1.
@Component
@ConditionalOnProperty(name = "proofmark.command", havingValue = "check-artifacts")
class ArtifactCheckCommand implements ApplicationRunner, ExitCodeGenerator {
    private final ArtifactCheck check;
    private int exitCode = 1;

    ArtifactCheckCommand(ArtifactCheck check) {
        this.check = check;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ArtifactCheck.Result result = check.run(System.out::println);
        System.out.printf("%d artefacts checked: %d missing, %d damaged; %d files orphaned%n",
                result.checked(), result.missing(), result.damaged(), result.orphaned());
        exitCode = result.good() ? 0 : 1;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
