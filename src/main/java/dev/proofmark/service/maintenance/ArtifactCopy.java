package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.platform.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.util.StreamUtils;

/// Copies an artefact from one folder to another and holds it to its name.
final class ArtifactCopy {
    enum Result {
        COPIED,
        THERE,
        MISSING,
        CHANGED
    }

    private ArtifactCopy() {}

    static Result copy(ArtifactRef ref, Path from, Path to) throws IOException {
        Path target = ref.below(to);
        if (Files.exists(target)) {
            return Result.THERE;
        }
        PrivateFiles.folder(target.getParent());
        Path aside = target.resolveSibling(target.getFileName() + ".tmp");
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(ref.below(from)), digest)) {
            PrivateFiles.replace(aside, new byte[0]);
            try (OutputStream out = Files.newOutputStream(aside)) {
                StreamUtils.copy(in, out);
            }
        } catch (NoSuchFileException e) {
            return Result.MISSING;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(ref.digest())) {
            Files.delete(aside);
            return Result.CHANGED;
        }
        PrivateFiles.sync(aside);
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        return Result.COPIED;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }
}
