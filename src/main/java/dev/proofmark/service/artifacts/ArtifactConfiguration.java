package dev.proofmark.service.artifacts;

import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The artefact folder and the key that seals what is secret in it.
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
    @Bean
    AtRestKey atRestKey(ProofmarkProperties properties, Randomness randomness, JdbcClient database) {
        Path folder = PrivateFiles.folder(properties.dataDir());
        AtRestKey key = properties.secretKey().isBlank()
                ? AtRestKey.inFile(folder.resolve("secret.key"), randomness)
                : AtRestKey.configured(properties.secretKey());
        refuseAnotherKey(database, key);
        return key;
    }

    @Bean
    ArtifactStore artifactStore(ProofmarkProperties properties, AtRestKey key, Randomness randomness) {
        return new FileArtifactStore(properties.artifactDir(), new SecretCipher(key, randomness));
    }

    /// The first node to reach a database writes its key's check value there; every later start must match it.
    private static void refuseAnotherKey(JdbcClient database, AtRestKey key) {
        database.sql("insert into installation (id, secret_key_check) values (1, ?) on conflict (id) do nothing")
                .param(key.checkValue())
                .update();
        String known = database.sql("select secret_key_check from installation where id = 1").query(String.class).single();
        if (!known.equals(key.checkValue())) {
            throw new IllegalStateException(
                    "this database's artefacts are sealed under another at-rest key: give every node the same"
                            + " proofmark.secret-key (or the same secret.key file in its data folder)");
        }
    }
}
