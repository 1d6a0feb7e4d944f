package dev.proofmark.service.models;

import dev.proofmark.service.engine.Inspection;
import dev.proofmark.service.engine.ModelFiles;
import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Signature;
import java.util.List;
import java.util.stream.Stream;

/// An upload that was found provable.
///
/// @param calibrationJson as it came; empty when none came
/// @param inspection what the model takes and gives, before compiling, and what memory that needs
public record ModelUpload(
        String name,
        ModelFiles files,
        ModelSettings settings,
        byte[] calibrationJson,
        List<InferenceInput> calibration,
        Inspection inspection) {
    /// Copies of what came that are in memory while it is registered: sealed, opened, and as numbers.
    private static final long HEAP_PER_FILE_BYTE = 6;

    public Signature signature() {
        return inspection.signature();
    }

    /// What is known before the model is registered.
    List<String> warnings() {
        return Stream.concat(inspection.warnings().stream(), settings.warnings().stream()).toList();
    }

    /// Heap that registering the model is predicted to need.
    long registrationBytes() {
        long bytes = files.model().length + calibrationJson.length;
        for (byte[] file : files.externalData().values()) {
            bytes += file.length;
        }
        return inspection.registrationBytes() + HEAP_PER_FILE_BYTE * bytes;
    }
}
