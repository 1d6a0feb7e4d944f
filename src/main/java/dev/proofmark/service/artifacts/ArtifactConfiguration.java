package dev.proofmark.service.artifacts;

import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The artefact folder and the key that seals what is secret in it.
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
    private static final String RESTORE =
            "Give every node the key that this installation was first started with: PROOFMARK_SECRET_KEY, or the"
                    + " file secret.key in its data folder. Without it nothing sealed can be read again.";

    @Bean
    AtRestKey atRestKey(ProofmarkProperties properties, Randomness randomness, JdbcClient database) {
        Path file = PrivateFiles.folder(properties.dataDir()).resolve("secret.key");
        boolean inFile = properties.secretKey().isBlank();
        if (inFile && Files.notExists(file) && checkValue(database).isPresent()) {
            throw new StartRefusedException("The at-rest key file %s is missing, and what is stored is sealed under it".formatted(file),
                    RESTORE);
        }
        AtRestKey key = inFile ? AtRestKey.inFile(file, randomness) : AtRestKey.configured(properties.secretKey());
        refuseAnotherKey(database, key, inFile ? "in " + file : "in PROOFMARK_SECRET_KEY",
                Files.exists(file.resolveSibling(AtRestKey.ROTATION))
                        ? "A change of the key was interrupted: run \"bin/proofmark rotate-key\" again, it ends it." : RESTORE);
        return key;
    }

    @Bean
    ArtifactStore artifactStore(ProofmarkProperties properties, AtRestKey key, Randomness randomness) {
        return new FileArtifactStore(properties.artifactDir(), new SecretCipher(key, randomness));
    }

    /// The first node to reach a database writes its key's check value there; every later start must match it.
    private static void refuseAnotherKey(JdbcClient database, AtRestKey key, String where, String action) {
        database.sql("insert into installation (id, secret_key_check) values (1, ?) on conflict (id) do nothing")
                .param(key.checkValue())
                .update();
        if (!checkValue(database).orElseThrow().equals(key.checkValue())) {
            throw new StartRefusedException(
                    "The at-rest key %s does not open what is stored: it is sealed under another one".formatted(where),
                    action);
        }
    }

    private static Optional<String> checkValue(JdbcClient database) {
        return database.sql("select secret_key_check from installation where id = 1").query(String.class).optional();
    }
}
