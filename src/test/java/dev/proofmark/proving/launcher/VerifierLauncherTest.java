package dev.proofmark.proving.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierLauncherTest {
    @Test
    void whatFailsIsToldInOneLineOfAscii() {
        assertThat(VerifierLauncher.printable("a\nVALID \u202e\u001b[2J")).isEqualTo("a?VALID ??[2J");
    }

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "17, 17", "25, 25", "26.1, 26", "'', 0", "early-access, 0"})
    void readsTheFeatureNumberOfEverySpecificationVersion(String specificationVersion, int expected) {
        assertThat(VerifierLauncher.featureVersion(specificationVersion)).isEqualTo(expected);
    }
}
