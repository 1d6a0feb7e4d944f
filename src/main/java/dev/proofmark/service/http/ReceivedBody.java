package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole body of a request, received before the request's handler runs, and the memory that the request has taken.
public final class ReceivedBody implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedBody.class);
    private static final String ATTRIBUTE = ReceivedBody.class.getName();

    private final BodySink sink;
    private final RequestMemory.Share share;
    private final Path folder;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    ReceivedBody(BodySink sink, RequestMemory.Share share, Path folder) {
        this.sink = sink;
        this.share = share;
        this.folder = folder;
    }

    /// **Errors** `malformed-request` for a request that brought none.
    public static ReceivedBody of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ReceivedBody body) {
            return body;
        }
        throw ProblemException.of(ProblemCode.MALFORMED_REQUEST, "the request has no body", "a body", "none");
    }

    static ReceivedBody in(HttpServletRequest request) {
        return (ReceivedBody) request.getAttribute(ATTRIBUTE);
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /// The bytes, to be read once.
    public InputStream read() throws IOException {
        return sink.read();
    }

    /// What the request may take while it is answered; all of it is given back then.
    public MemoryShare memory() {
        return share;
    }

    BodySink sink() {
        return sink;
    }

    Path folder() {
        return folder;
    }

    /// Removes `part` too when the request ends.
    void owns(AutoCloseable part) {
        parts.add(part);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        share.close();
        parts.addFirst(sink);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A file of a request that has ended could not be removed; the next start removes it", e);
            }
        }
    }
}
