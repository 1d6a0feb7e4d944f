package dev.proofmark.service.artifacts;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Health `storage`: down when the artefact folder or the data folder has less space left than the smaller of 64 MB and a
/// fiftieth of its file system, or cannot be written.
@Component("storageHealthIndicator")
class StorageHealth implements HealthIndicator {
    private static final long ENOUGH = 64L << 20;
    private static final int SHARE = 50;

    private final List<Path> folders;

    StorageHealth(ProofmarkProperties properties) {
        this.folders = List.of(properties.artifactDir(), properties.dataDir());
    }

    @Override
    public Health health() {
        for (Path folder : folders) {
            try {
                FileStore files = Files.getFileStore(folder);
                if (files.getUsableSpace() < Math.min(ENOUGH, files.getTotalSpace() / SHARE) || !Files.isWritable(folder)) {
                    return Health.down().withDetail("folder", folder.toString())
                            .withDetail("usableBytes", files.getUsableSpace()).build();
                }
            } catch (IOException e) {
                return Health.down(e).build();
            }
        }
        return Health.up().build();
    }
}
