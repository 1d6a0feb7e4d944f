package dev.proofmark.compiler.accuracy;

import java.util.OptionalDouble;

/// The distance of the integer program from the float model over the calibration data.
///
/// @param reference      what computed the float outputs
/// @param samples        how many samples were compared
/// @param maxError       largest absolute difference of an output element
/// @param meanError      mean absolute difference of an output element
/// @param relativeError  largest over the samples and outputs of: difference / (max - min of the expected tensor, at least 1)
/// @param labelAgreement share of rows (last axis of an output) whose largest element is the same; empty where all rows have
///                       one element
public record AccuracyReport(
        String reference,
        int samples,
        double maxError,
        double meanError,
        double relativeError,
        OptionalDouble labelAgreement) {}
