package dev.proofmark.service.models;

import dev.proofmark.service.engine.ModelFiles;
import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Signature;
import java.util.List;

/// An upload that was found provable.
///
/// @param calibrationJson as it came; empty when none came
/// @param signature what the model takes and gives, before compiling
public record ModelUpload(
        String name,
        ModelFiles files,
        ModelSettings settings,
        byte[] calibrationJson,
        List<InferenceInput> calibration,
        Signature signature) {}
