package dev.proofmark.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.compiler.accuracy.AccuracyReport;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.testing.OnnxModelBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A constant of one element is a weight: the circuit, which is public, does not tell its value.
class SecretScalarsTest {

    private static final List<Long> ONE = List.of(1L);

    /// Where a model has a single number.
    private enum Place {
        BIAS {
            @Override
            void add(OnnxModelBuilder model) {
                model.weights("w", List.of(3L, 1L), 0.3, -0.7, 0.45).node("Gemm", List.of("x", "w", "secret"), "y");
            }
        },
        FACTOR_OF_A_PRODUCT {
            @Override
            void add(OnnxModelBuilder model) {
                model.weights("w", List.of(3L, 2L), 0.3, -0.7, 0.45, 0.2, 0.1, -0.9)
                        .node("MatMul", List.of("x", "w"), "a").node("Mul", List.of("a", "secret"), "y");
            }
        },
        FACTOR_OF_A_SUM {
            @Override
            void add(OnnxModelBuilder model) {
                model.weights("w", List.of(3L, 3L), 0.3, -0.7, 0.45, 0.2, 0.1, -0.9, 0.8, 0.2, 0.4)
                        .node("MatMul", List.of("x", "w"), "a").node("Add", List.of("a", "x"), "b")
                        .node("Mul", List.of("b", "secret"), "c").node("Relu", List.of("c"), "y");
            }
        },
        FACTOR_BEHIND_TWO_PRODUCTS {
            @Override
            void add(OnnxModelBuilder model) {
                model.weights("w", List.of(3L, 3L), 0.3, -0.7, 0.45, 0.2, 0.1, -0.9, 0.8, 0.2, 0.4)
                        .weights("v", List.of(3L, 3L), 0.1, 0.7, -0.45, 0.3, 0.1, -0.7, 0.6, 0.2, 0.4)
                        .node("MatMul", List.of("x", "w"), "a").node("MatMul", List.of("x", "v"), "b")
                        .node("Sub", List.of("a", "b"), "c").node("Mul", List.of("c", "secret"), "d")
                        .node("Sigmoid", List.of("d"), "y");
            }
        },
        FACTOR_OF_AN_INPUT {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Mul", List.of("secret", "x"), "y");
            }
        },
        FACTOR_OF_A_RECTIFIER {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Relu", List.of("x"), "a").node("Mul", List.of("a", "secret"), "b").node("Add", List.of("b", "x"), "y");
            }
        },
        DIVISOR {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Div", List.of("x", "secret"), "a").node("Tanh", List.of("a"), "y");
            }
        },
        SUMMAND {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Add", List.of("x", "secret"), "a").node("Relu", List.of("a"), "y");
            }
        },
        SUBTRAHEND_OF_A_FUNCTION {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Exp", List.of("x"), "a").node("Sub", List.of("secret", "a"), "b").node("Sigmoid", List.of("b"), "y");
            }
        },
        SLOPE {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("PRelu", List.of("x", "secret"), "y");
            }
        },
        LOWER_BOUND {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Clip", List.of("x", "secret"), "y");
            }
        },
        UPPER_BOUND {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Clip", List.of("x", "", "secret"), "y");
            }
        },
        MAXIMUM {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Max", List.of("secret", "x"), "y");
            }
        },
        MINIMUM {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Min", List.of("x", "secret"), "y");
            }
        },
        BASE {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Pow", List.of("secret", "x"), "y");
            }
        },
        PADDING {
            @Override
            void add(OnnxModelBuilder model) {
                model.indexes("amounts", 0, 1, 0, 2).node("Pad", List.of("x", "amounts", "secret"), "y");
            }
        },
        CUT_FROM_A_PADDED_CONSTANT {
            @Override
            void add(OnnxModelBuilder model) {
                model.weights("half", ONE, 0.5).indexes("amounts", 0, 1).indexes("from", 1).indexes("to", 2)
                        .node("Pad", List.of("half", "amounts", "secret"), "a").node("Slice", List.of("a", "from", "to"), "b")
                        .node("Mul", List.of("x", "b"), "y");
            }
        },
        NORMALISATION {
            @Override
            void add(OnnxModelBuilder model) {
                model.indexes("shape", 1, 1, 3).weights("zero", ONE, 0.3).weights("one", ONE, 1.3)
                        .node("Reshape", List.of("x", "shape"), "a")
                        .node("BatchNormalization", List.of("a", "secret", "zero", "zero", "one"), "y");
            }
        },
        SWISH {
            @Override
            void add(OnnxModelBuilder model) {
                model.node("Mul", List.of("x", "secret"), "a").node("Sigmoid", List.of("a"), "b").node("Mul", List.of("x", "b"), "y");
            }
        };

        abstract void add(OnnxModelBuilder model);
    }

    /// Where the operator wants a tensor without axes.
    private static final Set<Place> SCALARS = EnumSet.of(
            Place.PADDING, Place.CUT_FROM_A_PADDED_CONSTANT, Place.LOWER_BOUND, Place.UPPER_BOUND);

    private static OnnxModelBuilder model(Place place, double secret) {
        OnnxModelBuilder model = new OnnxModelBuilder(17).input("x", 1, 3);
        model.weights("secret", SCALARS.contains(place) ? List.of() : ONE, secret);
        place.add(model);
        return model.output("y");
    }

    private static CompileOptions options(Set<String> publicScalars) {
        return CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-2, 2))).withPublicScalars(publicScalars);
    }

    private static LoweredCircuit lowered(OnnxModelBuilder model, Set<String> publicScalars) {
        CompileOptions options = options(publicScalars);
        PreparedModel prepared = PreparedModel.of(model.source(), options, CalibrationData.none());
        return LoweredModel.of(prepared, options, CompileListener.SILENT).circuit();
    }

    private static AccuracyReport accuracy(OnnxModelBuilder model) {
        return ModelCompiler.compile(model.source(), options(Set.of()), CalibrationData.none(), CompileListener.SILENT).accuracy();
    }

    @ParameterizedTest
    @EnumSource
    void twoValuesOfOneBinadeGiveOneCircuit(Place place) {
        LoweredCircuit one = lowered(model(place, 0.7390851), Set.of());
        LoweredCircuit other = lowered(model(place, 0.7190851), Set.of());
        assertThat(CircuitCodec.encode(other.circuit())).as("circuit").isEqualTo(CircuitCodec.encode(one.circuit()));
        assertThat(one.weights().values().stream().map(Arrays::hashCode).toList()).as("weights")
                .isNotEqualTo(other.weights().values().stream().map(Arrays::hashCode).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theModelIsStillComputedRight(Place place) {
        assertThat(accuracy(model(place, 0.7390851)).maxError()).isLessThan(0.01);
        double small = place == Place.BASE ? 0.5123 : -0.0123;
        assertThat(accuracy(model(place, small)).maxError()).isLessThan(0.01);
        double large = place == Place.BASE ? 3.73 : 37.3;
        assertThat(accuracy(model(place, large)).maxError()).isLessThan(0.01 * large);
    }

    /// A listed number or a declared one may show and costs less, or as much.
    @ParameterizedTest
    @EnumSource
    void aPublicOneCostsNoWeight(Place place) {
        int hidden = elements(lowered(model(place, 0.7390851), Set.of()));
        assertThat(elements(lowered(model(place, 0.7390851), Set.of("secret")))).isLessThanOrEqualTo(hidden);
        assertThat(elements(lowered(model(place, 0.5), Set.of()))).isLessThanOrEqualTo(hidden);
    }

    private static int elements(LoweredCircuit model) {
        return model.weights().values().stream().mapToInt(values -> values.length).sum();
    }

    @Test
    void aSecretExponentIsRefusedWithAWayOut() {
        OnnxModelBuilder model = new OnnxModelBuilder(17).input("x", 1, 3).weights("secret", ONE, 1.7)
                .node("Pow", List.of("x", "secret"), "y").output("y");
        ModelRejectedException rejected = catchThrowableOfType(ModelRejectedException.class, () -> lowered(model, Set.of()));
        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_OPERATOR);
            assertThat(problem.expected()).contains("secret in option publicScalars");
        });
        assertThat(lowered(model, Set.of("secret")).circuit().tables()).isNotEmpty();
    }

    /// Both of one binade, below and above half a step of 2^-10 / 3.
    @Test
    void aPaddingThatRoundsToNothingShowsNoMore() {
        LoweredCircuit nothing = lowered(paddedThird(1.5e-4), Set.of());
        LoweredCircuit step = lowered(paddedThird(1.8e-4), Set.of());
        assertThat(CircuitCodec.encode(step.circuit())).isEqualTo(CircuitCodec.encode(nothing.circuit()));
    }

    private static OnnxModelBuilder paddedThird(double secret) {
        return new OnnxModelBuilder(17).input("x", 1, 3).weights("third", ONE, 1.0 / 3).indexes("amounts", 0, 1, 0, 2)
                .weights("secret", List.of(), secret)
                .node("Mul", List.of("x", "third"), "a").node("Pad", List.of("a", "amounts", "secret"), "y").output("y");
    }

    /// The length of this range is the secret times 10^10.
    @Test
    void aRangeThatIsTooLongIsRefusedWithoutItsLength() {
        OnnxModelBuilder model = new OnnxModelBuilder(17).input("x", 1, 3).weights("start", List.of(), 0)
                .weights("secret", List.of(), 0.7390851).weights("step", List.of(), 1e-10)
                .node("Range", List.of("start", "secret", "step"), "a").node("Mul", List.of("x", "a"), "y").output("y");
        ModelRejectedException rejected = catchThrowableOfType(ModelRejectedException.class, () -> lowered(model, Set.of()));
        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED);
            assertThat(problem.toString()).doesNotContain("739");
        });
    }

    @Test
    void whatIsDeclaredPublicMustBeAConstantOfOneElement() {
        OnnxModelBuilder model = model(Place.FACTOR_OF_A_PRODUCT, 0.7);
        ModelRejectedException rejected = catchThrowableOfType(
                ModelRejectedException.class, () -> lowered(model, Set.of("secret", "w", "x", "a", "nothing")));
        assertThat(rejected.problems()).extracting(ModelProblem::node).containsExactlyInAnyOrder("w", "x", "a", "nothing");
        assertThat(rejected.problems()).extracting(ModelProblem::code).containsOnly(ProblemCode.INVALID_OPTION);
    }

    @Test
    void manyWrongNamesAreToldByTheirNumber() {
        Set<String> names = IntStream.range(0, 10_000).mapToObj(i -> "name" + i).collect(Collectors.toSet());
        OnnxModelBuilder model = model(Place.BIAS, 0.7);
        ModelRejectedException rejected = catchThrowableOfType(ModelRejectedException.class, () -> lowered(model, names));
        assertThat(rejected.problems()).hasSize(21);
        assertThat(rejected.problems().getLast().actual()).isEqualTo("9980 more such names");
    }

    @Test
    void namesOfTheModelStayOutOfTheCircuit() {
        OnnxModelBuilder model = new OnnxModelBuilder(17).input("applicant", 1, 3)
                .weights("bonus_weights", List.of(3L, 3L), 0.3, -0.7, 0.45, 0.2, 0.1, -0.9, 0.8, 0.2, 0.4)
                .node("MatMul", List.of("applicant", "bonus_weights"), "hidden_layer")
                .node("LeakyRelu", List.of("hidden_layer"), "inner", OnnxModelBuilder.real("alpha", 0.125))
                .node("Softmax", List.of("inner"), "score").output("score");
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("applicant", new RealRange(-2, 2)));
        PreparedModel prepared = PreparedModel.of(model.source(), options, CalibrationData.none());
        LoweredCircuit lowered = LoweredModel.of(prepared, options, CompileListener.SILENT).circuit();
        String bytes = new String(CircuitCodec.encode(lowered.circuit()), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("applicant", "score");
        assertThat(bytes).doesNotContain("bonus", "hidden_layer", "inner", "MatMul", "LeakyRelu", "Softmax", "0.125", "leaky");
    }
}
