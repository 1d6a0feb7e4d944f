package dev.proofmark.service.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A body in a file of the upload folder.
final class FileBody implements BodySink {
    private final Path file;
    private OutputStream out;

    FileBody(Path folder) {
        this.file = folder.resolve(UUID.randomUUID() + ".body");
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (out == null) {
            out = Files.newOutputStream(file);
        }
        out.write(bytes, offset, count);
    }

    @Override
    public InputStream read() throws IOException {
        if (out == null) {
            return InputStream.nullInputStream();
        }
        out.close();
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }
}
