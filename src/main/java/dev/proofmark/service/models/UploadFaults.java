package dev.proofmark.service.models;

import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.Inspection;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The faults of an upload's documents, kept until the model itself has been looked at, so that no fault hides another.
final class UploadFaults {
    /// What the engine finds for want of a document that could not be read.
    private static final Set<String> OF_WANT = Set.of("missing-range");

    private final Map<String, ProblemException> faults = new LinkedHashMap<>();

    /// What the part gives, or a stand-in when it is at fault.
    <T> T read(String part, Supplier<T> reader, Supplier<T> otherwise) {
        try {
            return reader.get();
        } catch (ProblemException fault) {
            if (fault.code().passing()) {
                throw fault;
            }
            faults.put(part, fault);
            return otherwise.get();
        }
    }

    /// What the engine says of the model, if all documents were read.
    ///
    /// **Errors**: the only fault as it is; several as one `model-rejected` that lists them all.
    Inspection inspect(Supplier<Inspection> engine) {
        List<Problem.Finding> findings = new ArrayList<>();
        Inspection inspection = null;
        try {
            inspection = engine.get();
        } catch (RuntimeException e) {
            ProblemException refused = EngineProblems.of(e).orElseThrow(() -> e);
            if (faults.isEmpty()) {
                throw refused;
            }
            if (refused.problem().problems() != null) {
                findings.addAll(refused.problem().problems());
                findings.removeIf(finding -> OF_WANT.contains(finding.code()));
            }
        }
        if (faults.isEmpty()) {
            return inspection;
        }
        if (faults.size() == 1 && findings.isEmpty()) {
            throw faults.values().iterator().next();
        }
        faults.forEach((part, fault) -> findings.add(new Problem.Finding(fault.code().wire(), part, null,
                fault.problem().detail(), fault.problem().expected(), fault.problem().actual())));
        throw ProblemException.of(ProblemCode.MODEL_REJECTED,
                "the upload has %d faults, listed in 'problems'".formatted(findings.size()), findings);
    }
}
