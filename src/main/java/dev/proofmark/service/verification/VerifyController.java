package dev.proofmark.service.verification;

import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.ProofSource;
import dev.proofmark.service.engine.Verdict;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.Problems;
import dev.proofmark.service.http.MultipartUpload;
import dev.proofmark.service.http.MultipartUpload.UnreadFile;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.platform.ProofmarkProperties;
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
    private final VerificationSlots slots;
    private final DataSize limit;
    private final DataSize keyLimit;

    VerifyController(InferenceEngine engine, ProofRequests proofs, ArtifactStore artifacts, VerificationSlots slots,
            ProofmarkProperties properties) {
        this.slots = slots;
        this.engine = engine;
        this.proofs = proofs;
        this.artifacts = artifacts;
        this.limit = properties.limits().upload();
        this.keyLimit = DataSize.ofBytes(Math.min(limit.toBytes(), InferenceEngine.MOST_KEY_BYTES));
    }

    @Operation(operationId = "verifyStoredProof", summary = "Verify a proof of this service, by the key that it was made under",
            description = "A proof of an earlier format is not decided here (422 `format-not-supported`): a verifier of its format decides"
                    + " it, with the files that are downloaded here.")
    @ApiResponse(responseCode = "200", description = "The verdict", useReturnTypeSchema = true)
    @Problems({ProblemCode.PROOF_NOT_FOUND, ProblemCode.PROOF_NOT_READY, ProblemCode.KEY_UNREADABLE,
        ProblemCode.FORMAT_NOT_SUPPORTED, ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping(path = "/{proofId}", produces = MediaType.APPLICATION_JSON_VALUE)
    VerificationView stored(@Parameter(description = "The proof's id") @PathVariable UUID proofId) {
        ProofRequests.Verifiable stored = proofs.verifiable(proofId);
        return slots.run(check -> {
            byte[] bytes = stored.proof().load(artifacts);
            return verify(stored.key().load(artifacts), ProofSource.of(bytes),
                    Digests.sha256(bytes), Optional.of(stored.statement().load(artifacts)), check);
        });
    }

    @Operation(operationId = "verifyProof", summary = "Verify a proof with its key",
            description = "A proof that does not verify is no error: the answer says `valid: false` and why. Key or proof of another format"
                    + " than this version's are not decided (422 `format-not-supported`), which says nothing about the proof.",
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(implementation = VerificationForm.class))))
    @ApiResponse(responseCode = "200", description = "The verdict", useReturnTypeSchema = true)
    @Problems({ProblemCode.KEY_UNREADABLE, ProblemCode.FORMAT_NOT_SUPPORTED})
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    VerificationView uploaded(@Parameter(hidden = true) HttpServletRequest request) {
        MultipartUpload upload = MultipartUpload.of(request, Set.of("proof", "key", "statement"));
        return slots.run(check -> {
            byte[] key = upload.required("key", keyLimit).content();
            UnreadFile proof = upload.unread("proof", limit);
            return verify(key, new UploadedProof(proof), proof.sha256(), statement(upload, proof.length()), check);
        });
    }

    /// The statement that the caller expects. One that is longer than the proof is not inside it: none of its bytes need be read to
    /// tell that.
    private Optional<byte[]> statement(MultipartUpload upload, long proofBytes) {
        return upload.unreadIfPresent("statement", limit).filter(file -> file.length() > 0)
                .map(file -> file.length() > proofBytes ? new byte[0] : file.read());
    }

    private record UploadedProof(UnreadFile file) implements ProofSource {
        @Override
        public long length() {
            return file.length();
        }

        @Override
        public byte[] head(int most) {
            return file.head(most);
        }

        @Override
        public byte[] read() {
            return file.read();
        }
    }

    private VerificationView verify(
            byte[] key, ProofSource proof, String proofDigest, Optional<byte[]> statement, Runnable interruption) {
        long start = System.nanoTime();
        try {
            Verdict verdict = engine.verify(key, proof, statement, interruption);
            return VerificationView.of(verdict, Digests.sha256(key), proofDigest, (System.nanoTime() - start) / 1e6);
        } catch (RuntimeException e) {
            throw EngineProblems.of(e).map(RuntimeException.class::cast).orElse(e);
        }
    }
}
