package dev.proofmark.service.http;

import dev.proofmark.service.errors.PassingFault;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// One body on its way in, without a thread of its own: the container calls when bytes are there.
///
/// When all have come, the request goes on to its handler. A body that is refused on the way is answered at once; what still
/// comes is thrown away for a short while, so that a client that writes before it reads sees the answer, and then the
/// connection ends.
final class BodyReception implements ReadListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(BodyReception.class);
    private static final int READ_BYTES = 16 << 10;
    private static final long DISCARDED_BYTES = 64L << 20;
    private static final long DISCARD_NANOS = 10_000_000_000L;

    private enum State { RECEIVING, DISCARDING, ENDED }

    private final AsyncContext async;
    private final ServletInputStream in;
    private final String address;
    private final String requestId;
    private final HttpServletResponse response;
    private final ReceivedBody body;
    private final BodyPace pace;
    private final long limit;
    private State state;
    private long received;
    private long discardUntil;

    private BodyReception(HttpServletRequest request, HttpServletResponse response, ReceivedBody body, BodyPace pace, long limit)
            throws IOException {
        this.async = request.startAsync(request, response);
        this.in = request.getInputStream();
        this.address = request.getRequestURI();
        this.requestId = RequestIdFilter.of(request);
        this.response = response;
        this.body = body;
        this.pace = pace;
        this.limit = limit;
    }

    /// Receives `body` of at most `limit` bytes and hands the request on.
    static BodyReception receive(HttpServletRequest request, HttpServletResponse response, ReceivedBody body, BodyPace pace,
            long limit) throws IOException {
        BodyReception reception = new BodyReception(request, response, body, pace, limit);
        reception.begin(State.RECEIVING);
        return reception;
    }

    /// Throws away the body of a request that has its answer.
    static BodyReception discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BodyReception reception = new BodyReception(request, response, null, null, 0);
        reception.begin(State.DISCARDING);
        return reception;
    }

    private void begin(State first) throws IOException {
        async.setTimeout(0); // the watch ends what takes too long
        async.addListener(this);
        state = first;
        if (first == State.DISCARDING) {
            discardUntil = System.nanoTime() + DISCARD_NANOS;
            response.flushBuffer();
        }
        in.setReadListener(this);
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        while (state != State.ENDED && in.isReady()) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            received += count;
            if (state == State.DISCARDING) {
                if (received > DISCARDED_BYTES) {
                    end();
                }
                continue;
            }
            try {
                if (received > limit) {
                    throw ProblemException.of(ProblemCode.TOO_LARGE, "the body is too large",
                            "at most " + limit + " bytes", "more");
                }
                body.sink().write(buffer, 0, count);
            } catch (ProblemException e) {
                refuse(e.problem());
            } catch (IOException e) {
                try (MDC.MDCCloseable logged = MDC.putCloseable(RequestIdFilter.LOGGED_AS, requestId)) {
                    LOG.error("A request's body could not be stored", e);
                }
                refuse(PassingFault.of(e).map(fault -> Problem.of(fault.code(), fault.detail(), address))
                        .orElseGet(() -> Problem.of(ProblemCode.UNAVAILABLE, "the body could not be stored", address)));
            }
        }
    }

    @Override
    public synchronized void onAllDataRead() {
        if (state == State.DISCARDING) {
            end();
        } else if (state == State.RECEIVING) {
            state = State.ENDED;
            async.dispatch();
        }
    }

    @Override
    public synchronized void onError(Throwable thrown) {
        LOG.debug("The client closed the connection while its body was read", thrown);
        end();
    }

    /// Ends what has taken too long; called by the watch again and again. False when there is nothing more to watch.
    synchronized boolean watch(long now) {
        switch (state) {
            case RECEIVING -> pace.fault(received, now).ifPresent(fault -> {
                refuse(fault.problem());
                end();
            });
            case DISCARDING -> {
                if (now - discardUntil > 0) {
                    end();
                }
            }
            case ENDED -> {
            }
        }
        return state != State.ENDED;
    }

    private void refuse(Problem problem) {
        state = State.DISCARDING;
        discardUntil = System.nanoTime() + DISCARD_NANOS;
        body.close();
        try {
            ProblemWriter.write(response, problem.at(address));
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("The client closed the connection", e);
            end();
        }
    }

    private void end() {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        if (body != null) {
            body.close();
        }
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            state = State.ENDED;
        }
        if (body != null) {
            body.close();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
