package dev.proofmark.service.models;

import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.ModelFiles;
import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.MultipartUpload;
import dev.proofmark.service.http.MultipartUpload.UploadedFile;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads the model parts of a multipart request and asks the engine whether the model can be proven.
@Component
public class ModelUploadReader {
    /// The parts that describe a model.
    public static final Set<String> PARTS = Set.of("model", "externalData", "calibration", "options");
    private static final byte[] NO_OPTIONS = "{}".getBytes(StandardCharsets.US_ASCII);

    private final ProofmarkProperties.Limits limits;
    private final InputReader inputs;
    private final OptionsReader options;
    private final InferenceEngine engine;

    ModelUploadReader(ProofmarkProperties properties, InputReader inputs, OptionsReader options, InferenceEngine engine) {
        this.limits = properties.limits();
        this.inputs = inputs;
        this.options = options;
        this.engine = engine;
    }

    public ModelUpload read(MultipartUpload upload) {
        UploadedFile model = upload.required("model", limits.upload());
        ModelFiles files = new ModelFiles(model.content(), externalData(upload));
        ModelSettings settings = options.read(upload.json("options", limits.json()).orElse(NO_OPTIONS));
        byte[] json = upload.json("calibration", limits.json()).orElse(new byte[0]);
        List<InferenceInput> calibration = json.length == 0 ? List.of() : inputs.calibration(json);
        try {
            return new ModelUpload(name(model.fileName()), files, settings, json, calibration,
                    engine.inspect(files, settings, calibration));
        } catch (RuntimeException e) {
            throw EngineProblems.of(e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    private Map<String, byte[]> externalData(MultipartUpload upload) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (UploadedFile file : upload.all("externalData", limits.upload())) {
            if (file.fileName().isBlank()) {
                throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "an external data file has no name",
                        "a file name equal to the location in the model", "none");
            }
            if (files.put(file.fileName(), file.content()) != null) {
                throw ProblemException.of(ProblemCode.UNEXPECTED_PART, "an external data file came twice",
                        "each file once", file.fileName());
            }
        }
        return files;
    }

    private static String name(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        String shown = last.isBlank() ? "model.onnx" : last;
        return shown.substring(0, Math.min(shown.length(), 200));
    }
}
