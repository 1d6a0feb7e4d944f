package dev.proofmark.service.http;

import java.util.Map;
import org.springframework.web.method.HandlerMethod;

/// What a feature can refuse of its own requests before their bodies are read.
public interface BodyPrecondition {
    /// **Errors** a `ProblemException`, which becomes the answer.
    void check(HandlerMethod handler, Map<String, String> pathVariables);
}
