package dev.proofmark.compiler;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/// One external data file of a model.
public sealed interface ExternalFile {

    long size() throws IOException;

    /// **Requires** `0 <= offset` and `offset + length <= size()`.
    byte[] read(long offset, int length) throws IOException;

    /// Content in memory.
    record InMemory(byte[] content) implements ExternalFile {
        public InMemory {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            return Arrays.copyOfRange(content, Math.toIntExact(offset), Math.toIntExact(offset + length));
        }
    }

    /// Content on disk, read in parts.
    record OnDisk(Path path) implements ExternalFile {
        public OnDisk {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + buffer.position()) < 0) {
                        throw new EOFException("file ends at " + (offset + buffer.position()));
                    }
                }
            }
            return buffer.array();
        }
    }
}
