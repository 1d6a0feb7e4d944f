package dev.proofmark.service.maintenance;

import dev.proofmark.service.platform.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// What a backup says of itself; written last, so a backup with one is complete.
///
/// @param tables a comma-separated list, in the order in which they are read back
record Manifest(String schemaVersion, String keyCheck, String tables, int artifacts) {
    private static final String FILE = "backup.properties";
    private static final String FORMAT = "1";

    void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("schemaVersion", schemaVersion);
        properties.setProperty("keyCheck", keyCheck);
        properties.setProperty("tables", tables);
        properties.setProperty("artifacts", String.valueOf(artifacts));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        properties.store(bytes, "Proofmark backup: bin/proofmark restore DIR");
        PrivateFiles.replace(folder.resolve(FILE), bytes.toByteArray());
    }

    static Manifest read(Path folder) throws IOException {
        if (Files.notExists(folder.resolve(FILE))) {
            throw new MaintenanceException(folder + " holds no complete backup: it has no " + FILE);
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            properties.load(in);
        }
        if (!FORMAT.equals(properties.getProperty("format"))) {
            throw new MaintenanceException("%s is a backup of format %s, this release reads format %s"
                    .formatted(folder, properties.getProperty("format"), FORMAT));
        }
        return new Manifest(properties.getProperty("schemaVersion"), properties.getProperty("keyCheck"),
                properties.getProperty("tables"), Integer.parseInt(properties.getProperty("artifacts")));
    }
}
