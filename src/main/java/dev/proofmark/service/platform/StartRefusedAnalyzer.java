package dev.proofmark.service.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Prints a refused start as two paragraphs instead of a stack trace.
class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, StartRefusedException refused) {
        return new FailureAnalysis(refused.getMessage(), refused.action(), refused);
    }
}
