package dev.proofmark.service.proofs;

import dev.proofmark.service.http.BodyPrecondition;
import dev.proofmark.service.models.ModelRegistry;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// A proof request of a model that is not there, or takes no proofs, is refused before its input is read.
@Component
class ReadyModelFirst implements BodyPrecondition {
    private final ModelRegistry models;

    ReadyModelFirst(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void check(HandlerMethod handler, Map<String, String> pathVariables) {
        String id = pathVariables.get("id");
        if (ProofController.class.equals(handler.getBeanType()) && id != null) {
            models.takingProofs(UUID.fromString(id));
        }
    }
}
