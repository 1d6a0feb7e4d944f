package dev.proofmark.service.tensors;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Calibration data, for the API's description; `InputReader` reads it. The example is of the sample model.
@Schema(name = "Calibration", description = "Typical inputs: they decide scales, and the accepted ranges where none are declared",
        example = CalibrationDocument.EXAMPLE)
public record CalibrationDocument(
        @Schema(description = "One entry for each sample, in the form of a proof request. For a model of one"
                + " input a sample may be a list of numbers instead, so that a matrix [n, features] is n samples; and the list of"
                + " samples may come alone, without the object around it.") List<InferenceDocument> samples) {
    public static final String EXAMPLE =
            "{\"samples\": [{\"inputs\": {\"applicant\": [[34.8, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9]]}},"
                    + " {\"inputs\": {\"applicant\": [[34.8, 30, 4, 13.5, 7.8, 11, 4.9, 24, 11.8, 4, 0, 0, 0, 42, 0, 15.3]]}},"
                    + " {\"inputs\": {\"applicant\": [[58, 24, 29, 8.7, 18.3, 0.7, 6.6, 96, 11.6, 2, 49, 1, 0, 1, 2, 10]]}},"
                    + " {\"inputs\": {\"applicant\": [[26.6, 45, 11, 37.8, 6.8, 0.1, 15.1, 36, 7.4, 3, 5, 0, 0, 110, 0, 0.2]]}}]}";
}
