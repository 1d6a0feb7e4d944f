package dev.proofmark.service.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.links.Link;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Says in the API's description which requests follow from an answer: whoever reads it, a program too, goes from an upload to a
/// proof and on to its verdict without knowing more.
///
/// An operation that this document does not hold (a part of the API may be described alone) has no links.
@Component
class OperationLinks implements GlobalOpenApiCustomizer {
    private static final String ID = "$response.body#/id";
    private static final String MODEL = "$response.body#/modelId";

    /// A value of an answer that is a parameter of further requests.
    ///
    /// @param value where it is in the answer: an expression of OpenAPI
    /// @param parameter the parameter of the operations `to`
    private record Step(String value, String parameter, List<String> to) {}

    private static final List<Step> OF_A_MODEL = List.of(
            new Step(ID, "id", List.of("getModel", "createProof", "getVerificationKey", "listVerificationKeys", "deleteModel")),
            new Step(ID, "modelId", List.of("listProofs")));
    private static final List<Step> OF_A_PROOF = List.of(
            new Step(ID, "id", List.of("getProof", "getProofBytes", "getStatementBytes", "deleteProof")),
            new Step(ID, "proofId", List.of("verifyStoredProof")),
            new Step(MODEL, "id", List.of("getModel", "getVerificationKey")));

    /// By operation and the status of its answer.
    private static final Map<String, Map<String, List<Step>>> STEPS = Map.of(
            "createModel", Map.of("202", OF_A_MODEL),
            "getModel", Map.of("200", List.of(
                    new Step(ID, "id", List.of("createProof", "getVerificationKey", "deleteModel")),
                    new Step("$response.body#/digests/key", "digest", List.of("getVerificationKeyByDigest")))),
            "listModels", Map.of("200", List.of(
                    new Step("$response.body#/nextCursor", "cursor", List.of("listModels")))),
            "createProof", Map.of("202", OF_A_PROOF),
            "createModelAndProof", Map.of("202", OF_A_PROOF),
            "getProof", Map.of("200", List.of(
                    new Step(ID, "id", List.of("getProofBytes", "getStatementBytes", "deleteProof")),
                    new Step(ID, "proofId", List.of("verifyStoredProof")))),
            "listProofs", Map.of("200", List.of(
                    new Step("$response.body#/nextCursor", "cursor", List.of("listProofs")))),
            "verifyStoredProof", Map.of("200", List.of(
                    new Step("$response.body#/digests/key", "digest", List.of("getVerificationKeyByDigest")))));

    @Override
    public void customise(OpenAPI api) {
        Map<String, Operation> operations = api.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream)
                .collect(Collectors.toMap(Operation::getOperationId, Function.identity()));
        STEPS.forEach((id, answers) -> {
            if (operations.containsKey(id)) {
                answers.forEach((status, steps) -> steps.forEach(step -> step.to().stream().filter(operations::containsKey)
                        .forEach(to -> operations.get(id).getResponses().get(status).addLink(name(to, step), link(to, step)))));
            }
        });
    }

    private static String name(String operation, Step step) {
        return operation + "By" + step.parameter().substring(0, 1).toUpperCase(Locale.ROOT) + step.parameter().substring(1);
    }

    private static Link link(String operation, Step step) {
        return new Link().operationId(operation).parameters(step.parameter(), step.value())
                .description("`" + step.parameter() + "` of `" + operation + "` is `" + step.value() + "`");
    }
}
