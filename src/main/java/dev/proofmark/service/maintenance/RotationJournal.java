package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.platform.FolderRemoval;
import dev.proofmark.service.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a rotation has sealed again so far, by old name, in a folder that is there for as long as the rotation is not over.
///
/// A line that a crash cut off is as if it were not there: its secret is sealed once more.
final class RotationJournal {
    private final Path folder;
    private final Map<ArtifactRef, ArtifactRef> resealed = new LinkedHashMap<>();

    RotationJournal(Path folder) throws IOException {
        this.folder = folder;
        if (Files.exists(lines())) {
            for (String line : Files.readString(lines()).split("(?<=\\n)")) {
                String[] names = line.strip().split(" ");
                if (line.endsWith("\n") && names.length == 2) {
                    resealed.put(ArtifactRef.parse(names[0]), ArtifactRef.parse(names[1]));
                }
            }
        }
    }

    boolean begun() {
        return Files.exists(folder);
    }

    void begin() throws IOException {
        PrivateFiles.folder(folder);
        if (Files.notExists(lines())) {
            PrivateFiles.replace(lines(), new byte[0]);
        }
    }

    /// The new key's file, where the key is not a setting.
    Path keyFile() {
        return folder.resolve("secret.key");
    }

    Map<ArtifactRef, ArtifactRef> resealed() {
        return resealed;
    }

    void add(ArtifactRef old, ArtifactRef fresh) throws IOException {
        resealed.put(old, fresh);
        Files.writeString(lines(), "%s %s\n".formatted(old, fresh), StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    }

    void end() throws IOException {
        FolderRemoval.remove(folder);
    }

    private Path lines() {
        return folder.resolve("resealed");
    }
}
