package dev.proofmark;

import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the Proofmark service.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {
    private static final String CHECK = "check-artifacts";

    /// @param args settings; `check-artifacts` before them reads every stored file instead of serving
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(CHECK)) {
            String[] settings = Arrays.copyOfRange(args, 1, args.length);
            System.exit(SpringApplication.exit(command(CHECK).run(settings)));
        }
        SpringApplication.run(Application.class, args);
    }

    private static SpringApplication command(String name) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("proofmark.command", name));
        application.setAdditionalProfiles("command");
        return application;
    }
}
