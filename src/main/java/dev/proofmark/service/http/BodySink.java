package dev.proofmark.service.http;

import java.io.IOException;
import java.io.InputStream;

/// Where a body goes while it arrives. Closing it removes what it holds.
interface BodySink extends AutoCloseable {
    void write(byte[] bytes, int offset, int count) throws IOException;

    /// What was written, to be read once.
    InputStream read() throws IOException;

    @Override
    void close() throws IOException;
}
