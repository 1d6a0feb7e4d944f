package dev.proofmark;

import dev.proofmark.service.maintenance.MaintenanceCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the Proofmark service, or runs one of the operator's commands.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {
    public static void main(String[] args) {
        if (MaintenanceCommand.isNamedBy(args)) {
            System.exit(MaintenanceCommand.run(System.out, System.err, args));
        }
        SpringApplication.run(Application.class, args);
    }
}
