package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.DownloadBytes;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.Problems;
import dev.proofmark.service.http.MultipartUpload;
import dev.proofmark.service.http.Page;
import dev.proofmark.service.http.ReceivedBody;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.models.ModelUpload;
import dev.proofmark.service.models.ModelUploadReader;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.tensors.InferenceDocument;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputReader;
import dev.proofmark.service.tensors.Signature.Port;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/proofs`, and `/v1/models/{id}/proofs` to ask for one.
@RestController
@RequestMapping("/v1")
@Tag(name = "proofs", description = "Ask for proofs and fetch them")
class ProofController {
    private static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM_VALUE;
    private final ProofRequests proofs;
    private final InputReader inputs;
    private final ModelUploadReader uploads;
    private final ArtifactStore artifacts;
    private final ProofmarkProperties.Limits limits;

    ProofController(ProofRequests proofs, InputReader inputs, ModelUploadReader uploads, ArtifactStore artifacts,
            ProofmarkProperties properties) {
        this.proofs = proofs;
        this.inputs = inputs;
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.limits = properties.limits();
    }

    @Operation(operationId = "createProof", summary = "Ask for a proof of one inference of a registered model",
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = InferenceDocument.class),
                    examples = {
                        @ExampleObject(name = "byName", summary = "Inputs by name", value = InferenceDocument.BY_NAME),
                        @ExampleObject(name = "inOrder", summary = "Inputs in the model's order",
                                value = InferenceDocument.IN_ORDER)
                    })))
    @ApiResponse(responseCode = "202", description = "It is accepted: follow its page", useReturnTypeSchema = true,
            headers = @Header(name = "Location", required = true, description = "The path of the proof's page",
                    schema = @Schema(type = "string", format = "uri-reference")))
    @Problems({ProblemCode.MODEL_NOT_FOUND, ProblemCode.MODEL_NOT_READY, ProblemCode.KEY_OUTDATED, ProblemCode.INVALID_INPUT,
        ProblemCode.INPUT_UNKNOWN,
        ProblemCode.INPUT_MISSING, ProblemCode.INPUT_SHAPE, ProblemCode.INPUT_NOT_A_NUMBER, ProblemCode.INPUT_OUT_OF_RANGE,
        ProblemCode.INSUFFICIENT_MEMORY, ProblemCode.QUEUE_FULL})
    @PostMapping(path = "/models/{id}/proofs", consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProofView> create(@Parameter(description = "The model's id") @PathVariable UUID id,
            @Parameter(hidden = true) HttpServletRequest request) {
        proofs.refuseWhenFull();
        return accepted(proofs.add(id, ports -> body(ReceivedBody.of(request), ports)));
    }

    @Operation(operationId = "createModelAndProof", summary = "Upload a model and ask for a proof of it in one request",
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = ProofForm.class))))
    @ApiResponse(responseCode = "202", description = "It is accepted: follow its page", useReturnTypeSchema = true,
            headers = @Header(name = "Location", required = true, description = "The path of the proof's page",
                    schema = @Schema(type = "string", format = "uri-reference")))
    @Problems({ProblemCode.MALFORMED_JSON, ProblemCode.MODEL_REJECTED, ProblemCode.INVALID_OPTIONS,
        ProblemCode.INVALID_CALIBRATION, ProblemCode.INVALID_INPUT, ProblemCode.INPUT_UNKNOWN, ProblemCode.INPUT_MISSING,
        ProblemCode.INPUT_SHAPE, ProblemCode.INPUT_NOT_A_NUMBER, ProblemCode.INPUT_OUT_OF_RANGE,
        ProblemCode.INSUFFICIENT_MEMORY, ProblemCode.QUEUE_FULL})
    @PostMapping(path = "/proofs", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProofView> createWithModel(@Parameter(hidden = true) HttpServletRequest request) {
        proofs.refuseWhenFull();
        Set<String> parts = new HashSet<>(ModelUploadReader.PARTS);
        parts.add("input");
        MultipartUpload upload = MultipartUpload.of(request, parts);
        byte[] input = upload.required("input", limits.json()).content();
        ModelUpload model = uploads.read(upload);
        return accepted(proofs.add(model, inputs.request(input, model.signature().inputs(), upload.memory())));
    }

    @Operation(operationId = "listProofs", summary = "Proofs, newest first")
    @ApiResponse(responseCode = "200", description = "A page of the list", useReturnTypeSchema = true)
    @GetMapping(path = "/proofs", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ProofView> list(
            @Parameter(description = "Only proofs of this model") @RequestParam(required = false) UUID modelId,
            @Parameter(description = "Only proofs of this status") @RequestParam(required = false) JobStatus status,
            @Parameter(description = "`nextCursor` of the page before",
                    schema = @Schema(type = "string", minLength = 1)) @RequestParam(required = false) String cursor,
            @Parameter(description = "Entries of the page: 1 to 100, 20 by default",
                    schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "100",
                            defaultValue = "20")) @RequestParam(required = false) Integer limit) {
        return proofs.page(modelId, status, cursor, limit);
    }

    @Operation(operationId = "getProof", summary = "A proof's page")
    @ApiResponse(responseCode = "200", description = "The proof's page", useReturnTypeSchema = true)
    @Problems(ProblemCode.PROOF_NOT_FOUND)
    @GetMapping(path = "/proofs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ProofView get(@Parameter(description = "The proof's id") @PathVariable UUID id) {
        return proofs.view(id);
    }

    @Operation(operationId = "getProofBytes", summary = "The proof's bytes")
    @ApiResponse(responseCode = "200", description = "The proof's file", headers = {
        @Header(name = "ETag", required = true, description = "SHA-256 of the file, in quotes", schema = @Schema(type = "string")),
        @Header(name = "Content-Disposition", required = true, description = "A name for the file",
                schema = @Schema(type = "string"))
    }, content = @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary")))
    @Problems({ProblemCode.PROOF_NOT_FOUND, ProblemCode.PROOF_NOT_READY, ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping("/proofs/{id}/proof")
    ResponseEntity<byte[]> proof(@Parameter(description = "The proof's id") @PathVariable UUID id) {
        return DownloadBytes.of(artifacts, proofs.finished(id).named(ArtifactKind.PROOF), id + ".pmproof");
    }

    @Operation(operationId = "getStatementBytes", summary = "The bytes of the statement that the proof is about")
    @ApiResponse(responseCode = "200", description = "The statement's file", headers = {
        @Header(name = "ETag", required = true, description = "SHA-256 of the file, in quotes", schema = @Schema(type = "string")),
        @Header(name = "Content-Disposition", required = true, description = "A name for the file",
                schema = @Schema(type = "string"))
    }, content = @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary")))
    @Problems({ProblemCode.PROOF_NOT_FOUND, ProblemCode.PROOF_NOT_READY, ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping("/proofs/{id}/statement")
    ResponseEntity<byte[]> statement(@Parameter(description = "The proof's id") @PathVariable UUID id) {
        return DownloadBytes.of(artifacts, proofs.finished(id).named(ArtifactKind.STATEMENT), id + ".pmstatement");
    }

    @Operation(operationId = "deleteProof",
            summary = "Cancel a proof that is queued or running; remove one that has ended, with its files")
    @ApiResponse(responseCode = "200", description = "It is cancelled", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "It is running and has been told to stop",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "It had ended and is removed", content = @Content)
    @Problems(ProblemCode.PROOF_NOT_FOUND)
    @DeleteMapping(path = "/proofs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProofView> delete(@Parameter(description = "The proof's id") @PathVariable UUID id) {
        return proofs.delete(id)
                .map(view -> ResponseEntity.status(view.status().finished() ? 200 : 202).body(view))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private InferenceInput body(ReceivedBody body, List<Port> ports) {
        try {
            return inputs.request(body.read(), ports, body.memory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseEntity<ProofView> accepted(UUID id) {
        return ResponseEntity.accepted().location(URI.create("/v1/proofs/" + id)).body(proofs.view(id));
    }
}
