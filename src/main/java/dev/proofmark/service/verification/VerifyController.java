package dev.proofmark.service.verification;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.Verdict;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.Problems;
import dev.proofmark.service.http.MultipartUpload;
import dev.proofmark.service.http.MultipartUpload.UploadedFile;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.proofs.Proof;
import dev.proofmark.service.proofs.ProofRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/verify`.
@RestController
@RequestMapping("/v1/verify")
@Tag(name = "verification", description = "Learn what a proof shows")
class VerifyController {
    private final InferenceEngine engine;
    private final ProofRequests proofs;
    private final ArtifactStore artifacts;
    private final DataSize limit;

    VerifyController(
            InferenceEngine engine, ProofRequests proofs, ArtifactStore artifacts, ProofmarkProperties properties) {
        this.engine = engine;
        this.proofs = proofs;
        this.artifacts = artifacts;
        this.limit = properties.limits().upload();
    }

    @Operation(operationId = "verifyStoredProof", summary = "Verify a proof of this service")
    @ApiResponse(responseCode = "200", description = "The verdict", useReturnTypeSchema = true)
    @Problems({ProblemCode.PROOF_NOT_FOUND, ProblemCode.PROOF_NOT_READY, ProblemCode.KEY_UNREADABLE,
        ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping(path = "/{proofId}", produces = MediaType.APPLICATION_JSON_VALUE)
    VerificationView stored(@Parameter(description = "The proof's id") @PathVariable UUID proofId) {
        Proof proof = proofs.finished(proofId);
        return verify(proof.model().named(ArtifactKind.VERIFICATION_KEY).load(artifacts),
                proof.named(ArtifactKind.PROOF).load(artifacts),
                Optional.of(proof.named(ArtifactKind.STATEMENT).load(artifacts)));
    }

    @Operation(operationId = "verifyProof", summary = "Verify a proof with its key",
            description = "A proof that does not verify is no error: the answer says `valid: false` and why.",
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(implementation = VerificationForm.class))))
    @ApiResponse(responseCode = "200", description = "The verdict", useReturnTypeSchema = true)
    @Problems(ProblemCode.KEY_UNREADABLE)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    VerificationView uploaded(@Parameter(hidden = true) HttpServletRequest request) {
        MultipartUpload upload = MultipartUpload.of(request, Set.of("proof", "key", "statement"));
        return verify(upload.required("key", limit).content(), upload.required("proof", limit).content(),
                upload.optional("statement", limit).map(UploadedFile::content));
    }

    private VerificationView verify(byte[] key, byte[] proof, Optional<byte[]> statement) {
        long start = System.nanoTime();
        try {
            Verdict verdict = engine.verify(key, proof, statement);
            return VerificationView.of(verdict, key, proof, (System.nanoTime() - start) / 1e6);
        } catch (RuntimeException e) {
            throw EngineProblems.of(e).map(RuntimeException.class::cast).orElse(e);
        }
    }
}
