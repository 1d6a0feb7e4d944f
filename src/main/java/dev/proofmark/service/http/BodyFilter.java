package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Receives the bodies of requests that have a handler for them; all others are answered without reading on.
final class BodyFilter implements Filter {
    private final BodyPlans plans;
    private final RequestMemory memory;
    private final UploadFolder uploads;
    private final HttpProperties properties;
    private final BodyWatch watch;
    private final ObjectProvider<HandlerExceptionResolver> failures;

    /// @param failures answers what fails here as it answers what fails in a handler
    BodyFilter(BodyPlans plans, RequestMemory memory, UploadFolder uploads, HttpProperties properties, BodyWatch watch,
            ObjectProvider<HandlerExceptionResolver> failures) {
        this.plans = plans;
        this.memory = memory;
        this.uploads = uploads;
        this.properties = properties;
        this.watch = watch;
        this.failures = failures;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            try (ReceivedBody received = ReceivedBody.in(http)) {
                chain.doFilter(request, response);
            }
        } else if (UnreadBodyFilter.hasBody(http)) {
            receiveOrTell(http, (HttpServletResponse) response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void receiveOrTell(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Optional<BodyPlans.Plan> plan = plans.of(request);
            if (plan.isPresent()) {
                receive(request, response, plan.get());
                return;
            }
        } catch (ProblemException e) {
            ProblemWriter.write(response, e.problem().at(request.getRequestURI()));
            return;
        } catch (IOException | RuntimeException e) {
            if (failures.getObject().resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        answerUnread(request, response, chain);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, BodyPlans.Plan plan) throws IOException {
        RequestMemory.Share share = memory.share();
        BodySink sink = plan.inFile() ? new FileBody(uploads.folder()) : new MemoryBody(share, request.getContentLengthLong());
        ReceivedBody body = new ReceivedBody(sink, share, uploads.folder());
        body.attach(request);
        ContinueValve.goOn(request);
        watch.add(BodyReception.receive(request, response, body, new BodyPace(properties, System.nanoTime()), plan.limit()));
    }

    /// The answer is held until it is whole, so that its length can be told: a client then knows its end before the rest of
    /// its body has been thrown away.
    private static void answerUnread(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, whole);
        whole.copyBodyToResponse();
    }
}
