package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/// `backup DIR`, `restore DIR`, `check-artifacts` or `rotate-key`, with the settings of the service.
///
/// Exit code 0: done; 1: not done, or done with something to look at, as printed; 2: bad usage.
public final class MaintenanceCommand {
    private static final Set<String> NAMES = Set.of("backup", "restore", "check-artifacts", "rotate-key");
    private static final Set<String> WITH_FOLDER = Set.of("backup", "restore");
    private static final String USAGE =
            "usage: proofmark backup DIR | restore DIR | check-artifacts | rotate-key, and the service's settings";

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProofmarkProperties.class)
    static class Settings {}

    private MaintenanceCommand() {}

    /// Whether these arguments name a command rather than settings of a start.
    public static boolean isNamedBy(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    public static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> settings = Stream.concat(Stream.of("--logging.level.root=WARN"),
                Arrays.stream(arguments).filter(argument -> argument.startsWith("--"))).toList();
        List<String> words = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        if (!isNamedBy(arguments) || words.size() != (WITH_FOLDER.contains(arguments[0]) ? 2 : 1)) {
            err.println(USAGE);
            return 2;
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE)
                .logStartupInfo(false).run(settings.toArray(String[]::new))) {
            Site site = Site.of(context.getBean(ProofmarkProperties.class), context.getEnvironment());
            return switch (arguments[0]) {
                case "backup" -> new Backup(site, Path.of(words.get(1)), out).run();
                case "restore" -> new Restore(site, Path.of(words.get(1)), out).run();
                case "check-artifacts" -> new ArtifactCheck(site, out).run();
                default -> rotate(site, context.getEnvironment().getProperty("proofmark.new-secret-key", ""), out);
            };
        } catch (StartRefusedException e) {
            err.println(e.getMessage() + ". " + e.action());
        } catch (MaintenanceException e) {
            err.println(e.getMessage());
        } catch (IOException | UncheckedIOException | SQLException e) {
            err.println(arguments[0] + " failed: " + e);
        }
        return 1;
    }

    private static int rotate(Site site, String newKey, PrintStream out) throws IOException, SQLException {
        if (site.configuredKey().isPresent() == newKey.isBlank()) {
            throw new MaintenanceException(newKey.isBlank()
                    ? "PROOFMARK_SECRET_KEY holds the key: give the new one as PROOFMARK_NEW_SECRET_KEY (openssl rand -base64 32)"
                    : "the key is in " + site.keyFile() + ", and rotate-key makes the new one: unset PROOFMARK_NEW_SECRET_KEY");
        }
        return new KeyRotation(site, newKey.isBlank() ? null : AtRestKey.configured(newKey), new Randomness(), out, step -> {}).run();
    }
}
