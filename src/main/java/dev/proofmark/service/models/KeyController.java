package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.DownloadBytes;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/verification-keys`: the key that a statement names, for whoever has the proof alone.
@RestController
@RequestMapping("/v1/verification-keys")
@Tag(name = "verification", description = "Learn what a proof shows")
class KeyController {
    private final ModelRegistry registry;
    private final ArtifactStore artifacts;

    KeyController(ModelRegistry registry, ArtifactStore artifacts) {
        this.registry = registry;
        this.artifacts = artifacts;
    }

    @Operation(operationId = "getVerificationKeyByDigest", summary = "The verification key that a statement names",
            description = "Also of a model that is deleted, and a key that one of a newer format has replaced.")
    @ApiResponse(responseCode = "200", description = "The verification key's file", headers = {
        @Header(name = "ETag", required = true, description = "SHA-256 of the file, in quotes", schema = @Schema(type = "string")),
        @Header(name = "Content-Disposition", required = true, description = "A name for the file",
                schema = @Schema(type = "string"))
    }, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
            schema = @Schema(type = "string", format = "binary")))
    @Problems({ProblemCode.KEY_NOT_FOUND, ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping("/{digest}")
    ResponseEntity<byte[]> byDigest(
            @Parameter(description = "The digest by which statements name the key: `digests.key` of a model's page,"
                    + " and `key` in the list of its keys",
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    schema = @Schema(type = "string", pattern = "[0-9a-f]{64}")) @PathVariable String digest) {
        return DownloadBytes.of(artifacts, registry.verificationKey(digest), digest + ".pmkey");
    }
}
