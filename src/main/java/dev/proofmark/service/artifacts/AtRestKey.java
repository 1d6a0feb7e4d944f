package dev.proofmark.service.artifacts;

import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The 32-byte key under which secrets are sealed on disk.
///
/// It comes from `proofmark.secret-key`, else from the file `secret.key` of the data folder, which is made at the first
/// start with mode 0600. Losing it loses every sealed artefact; a database remembers its `checkValue`, so a node with
/// another key refuses to start instead of writing what its peers cannot read.
public final class AtRestKey {
    private static final Logger LOG = LoggerFactory.getLogger(AtRestKey.class);
    /// The folder below the data folder that is there while a change of the key is not over.
    public static final String ROTATION = "key-rotation";

    private static final int KEY_BYTES = 32;
    private static final String CHECK = "proofmark at-rest key check v1";

    private final SecretKey secret;

    private AtRestKey(byte[] key) {
        this.secret = new SecretKeySpec(key, "HKDF");
    }

    public static AtRestKey configured(String base64) {
        return new AtRestKey(decode(base64, "PROOFMARK_SECRET_KEY (proofmark.secret-key)",
                "Give the key that this installation was started with. For a new installation make one: openssl rand -base64 32"));
    }

    /// The key in `file`, which is made with a fresh one if it is not there.
    public static AtRestKey inFile(Path file, Randomness randomness) {
        try {
            if (!Files.exists(file)) {
                String fresh = Base64.getEncoder().encodeToString(randomness.bytes(KEY_BYTES)) + "\n";
                if (PrivateFiles.createOnce(file, fresh.getBytes(StandardCharsets.US_ASCII))) {
                    LOG.info("Made the at-rest key {} (mode 0600): keep a copy, sealed artefacts are lost without it", file);
                }
            }
            refuseIfOthersMayRead(file);
            return new AtRestKey(decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip(), "The at-rest key file " + file,
                    "Put back the file that belongs to this data folder. There is no other way to what is sealed in it."));
        } catch (IOException e) {
            throw new StartRefusedException("The at-rest key file %s cannot be read or made (%s: %s)".formatted(
                    file, e.getClass().getSimpleName(), e.getMessage()), "Let this user own the data folder and read that file.", e);
        }
    }

    SecretKey secret() {
        return secret;
    }

    /// A value that tells two keys apart and nothing else.
    public String checkValue() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(CHECK.getBytes(StandardCharsets.US_ASCII)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks HMAC-SHA-256", e);
        }
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        if (!others.isEmpty()) {
            throw new StartRefusedException("The at-rest key file %s must have mode 0600, others may use it: %s".formatted(file, others),
                    "chmod 600 " + file);
        }
    }

    private static byte[] decode(String base64, String where, String action) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(where + " is not base64", action);
        }
        if (key.length != KEY_BYTES) {
            throw new StartRefusedException("%s must be the base64 of %d bytes, is of %d".formatted(where, KEY_BYTES, key.length), action);
        }
        return key;
    }
}
