package dev.proofmark.service.artifacts;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// An artefact as the body of an answer. Its digest is its entity tag: the bytes never change.
public final class DownloadBytes {
    private DownloadBytes() {}

    public static ResponseEntity<byte[]> of(ArtifactStore artifacts, NamedArtifact artifact, String fileName) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .eTag(artifact.ref().digest())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("Content-Disposition", ContentDisposition.attachment().filename(fileName).build().toString())
                .body(artifact.load(artifacts));
    }
}
