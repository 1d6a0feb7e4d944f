package dev.proofmark.service.http;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in two sentences why the service did not start, instead of a stack trace.
class UnsafeListenAddressAnalyzer extends AbstractFailureAnalyzer<UnsafeListenAddressException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeListenAddressException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set PROOFMARK_API_KEY (clients then send \"Authorization: Bearer <key>\"), or listen on 127.0.0.1.",
                cause);
    }
}
