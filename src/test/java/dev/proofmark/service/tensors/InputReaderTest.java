package dev.proofmark.service.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class InputReaderTest {
    private final InputReader reader = new InputReader(new ProofmarkProperties(Path.of("unused"), null, "", "", 0, 1,
            null, Duration.ZERO, new ProofmarkProperties.Jobs(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
            new ProofmarkProperties.Limits(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 100)));

    private InferenceInput read(String json) {
        return reader.request(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nestedListsBecomeTensorsInRowMajorOrder() {
        InferenceInput input = read("{\"context\": \"c\", \"inputs\": {\"a\": [[[1], [2]], [[3], [4e0]]], \"b\": 7, \"c\": []}}");
        assertThat(input.named()).containsExactly(
                Map.entry("a", new Tensor(List.of(2, 2, 1), new double[] {1, 2, 3, 4})),
                Map.entry("b", new Tensor(List.of(), new double[] {7})),
                Map.entry("c", new Tensor(List.of(0), new double[0])));
        assertThat(input.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(input.context()).isEqualTo("c");
    }

    @Test
    void raggedListsAreRefusedWhereverTheyBreak() {
        for (String value : List.of("[[1],2]", "[1,[2]]", "[[],1]", "[[],[1]]", "[[],[[]]]", "[[[]],[1]]", "[[1,2],[3]]",
                "[[[1]],[[1],[2]]]")) {
            assertThatThrownBy(() -> read("{\"inputs\": {\"a\": " + value + "}}")).as(value)
                    .isInstanceOfSatisfying(ProblemException.class,
                            problem -> assertThat(problem.problem().code()).isEqualTo("input-shape"));
        }
    }

    @Test
    void theCountOfNumbersIsBoundedOverTheWholeDocument() {
        String fifty = "[" + "1,".repeat(49) + "1]";
        assertThat(read("{\"input_data\": [" + fifty + "," + fifty + "]}").ordered()).hasSize(2);
        assertThatThrownBy(() -> read("{\"input_data\": [" + fifty + "," + fifty + ", [1]]}"))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().code()).isEqualTo("too-large"));
    }

    @Test
    void noBytesMakeItFailInAnotherWay() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        byte[] good = "{\"inputs\": {\"a\": [[1.5, -2e3], [3, 4]]}, \"inputVisibility\": \"public\", \"context\": \"c\"}"
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "[]{},:\"1eN".charAt(random.nextInt(10)));
            }
            byte[] sent = random.nextInt(3) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            try {
                reader.request(sent);
            } catch (ProblemException refused) {
                assertThat(refused.code().status().is4xxClientError()).isTrue();
            } catch (RuntimeException other) {
                throw new AssertionError("seed %d, round %d: %s".formatted(seed, round, new String(sent, StandardCharsets.ISO_8859_1)),
                        other);
            }
        }
    }

    @Test
    void encodedTensorsComeBack() {
        Map<String, Tensor> tensors = Map.of(
                "a", new Tensor(List.of(2, 3), new double[] {1, -0.0, Double.MIN_VALUE, 4, 5, 6}), "b",
                new Tensor(List.of(), new double[] {1}));
        assertThat(TensorCodec.decode(TensorCodec.encode(tensors))).isEqualTo(tensors);
    }

    @Test
    void aTensorsTextFormHasNoValues() {
        assertThat(read("{\"inputs\": {\"a\": [31337]}}").toString()).contains("Tensor[1]").doesNotContain("31337");
    }
}
