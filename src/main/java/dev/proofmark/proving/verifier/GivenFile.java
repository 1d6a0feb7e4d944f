package dev.proofmark.proving.verifier;

import dev.proofmark.proving.proof.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file that the verifier's user named. Nothing is read before its length is known to be possible.
///
/// @param what what it should be, for messages
record GivenFile(String name, String what) {
    /// This file, which begins like one of the format.
    GivenFile of(Format format) throws UnusableException {
        byte[] start = head(Format.HEADER_BYTES);
        if (!format.begins(start)) {
            boolean json = start.length > 0 && start[0] == '{';
            throw new UnusableException(name + " holds no " + what + (json ? " but JSON: the answer of a service that refused?" : ""));
        }
        return this;
    }

    long length() throws UnusableException {
        try {
            return Files.size(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw unreadable(e);
        }
    }

    /// Its first bytes, at most so many.
    byte[] head(int most) throws UnusableException {
        try (InputStream content = Files.newInputStream(Path.of(name))) {
            return content.readNBytes(most);
        } catch (IOException | InvalidPathException e) {
            throw unreadable(e);
        }
    }

    byte[] read(int most) throws UnusableException {
        if (length() > most) {
            throw new UnusableException("cannot use the " + what + " file " + name + ": it has " + length() + " bytes, at most " + most
                    + " are possible");
        }
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException | InvalidPathException | OutOfMemoryError e) {
            throw unreadable(e);
        }
    }

    private UnusableException unreadable(Throwable cause) {
        return new UnusableException("cannot read the " + what + " file " + name + ": " + cause.getMessage());
    }
}
