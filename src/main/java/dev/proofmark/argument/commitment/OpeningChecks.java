package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;

/// What the verifier must check after the opening's conversation: one equation of scalars, and five group equations
/// joined by powers of delta.
public final class OpeningChecks {
    /// The vectors' weights at the bound point: eq(rho, j) per vector, U*(rho').
    public static final class Weights {
        final OpeningProblem problem;
        public final Fr[] vectors;
        public final Fr[] columnPoint;
        public final Fr functional;

        Weights(OpeningProblem problem, Fr[] rho, Fr[] columnPoint) {
            this.problem = problem;
            this.columnPoint = columnPoint;
            this.vectors = FrVector.eqTable(rho).toArray();
            Fr[] cells = FrVector.eqTable(columnPoint).toArray();
            Fr sum = Fr.ZERO;
            for (int j = 0; j < problem.groups.size(); j++) {
                Fr eq = Multilinear.eq(problem.groups.get(j).columnPoint().values(), columnPoint);
                sum = sum.add(vectors[j].multiply(eq));
            }
            for (int row = 0; row < problem.padRows; row++) {
                Fr inRow = Fr.ZERO;
                for (int i = 0; i < cells.length; i++) {
                    Fr weight = problem.padWeights[row * cells.length + i];
                    if (!weight.isZero()) {
                        inRow = inRow.add(weight.multiply(cells[i]));
                    }
                }
                sum = sum.add(vectors[problem.firstPadRow() + row].multiply(inRow));
            }
            for (int i = 0; i < 3; i++) {
                sum = sum.add(vectors[problem.firstProduct() + i].multiply(problem.productWeights[i]).multiply(cells[0]));
            }
            this.functional = sum;
        }
    }

    /// First messages, in order.
    public record First(G1 d, G1 df, Fr t, G1 kb, G1 kd, G1 ka) {
        static First exchange(Conversation c, OpeningMessages messages) {
            return new First(
                    c.point(Label.MASK_COMMITMENT, () -> messages.first().d()),
                    c.point(Label.MASK_COMMITMENT, () -> messages.first().df()),
                    c.scalar(Label.MASK_VALUE, () -> messages.first().t()),
                    c.point(Label.MASK_COMMITMENT, () -> messages.first().kb()),
                    c.point(Label.MASK_COMMITMENT, () -> messages.first().kd()),
                    c.point(Label.MASK_COMMITMENT, () -> messages.first().ka()));
        }
    }

    /// Responses, in order: z, z_f, their blindings, k_a + eA and its blinding, k_b + eB and its blinding,
    /// s + e (s_D - B s_A).
    public record Responses(Fr[] z, Fr[] zf, Fr blindingZ, Fr blindingZf, Fr a, Fr blindingA, Fr b, Fr blindingB, Fr blindingD) {
        static Responses exchange(Conversation c, int columns, int finalPads, Fr e, OpeningMessages messages) {
            messages.respond(e);
            Fr[] z = new Fr[columns];
            for (int i = 0; i < columns; i++) {
                int k = i;
                z[i] = c.scalar(Label.RESPONSE, () -> messages.responses().z()[k]);
            }
            Fr[] zf = new Fr[finalPads];
            for (int i = 0; i < finalPads; i++) {
                int k = i;
                zf[i] = c.scalar(Label.RESPONSE, () -> messages.responses().zf()[k]);
            }
            return new Responses(z, zf,
                    c.scalar(Label.RESPONSE, () -> messages.responses().blindingZ()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().blindingZf()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().a()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().blindingA()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().b()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().blindingB()),
                    c.scalar(Label.RESPONSE, () -> messages.responses().blindingD()));
        }
    }

    private final Weights weights;
    private final AffineForm claim;
    private final G1[] product;
    private final First first;
    private final Responses responses;
    private final Fr e;
    private final Fr delta;

    OpeningChecks(Weights weights, AffineForm claim, G1[] product, First first, Responses responses, Fr e, Fr delta) {
        this.weights = weights;
        this.claim = claim;
        this.product = product;
        this.first = first;
        this.responses = responses;
        this.e = e;
        this.delta = delta;
    }

    /// Whether `z(rho') U*(rho') + <final coefficients, z_f> = t + e * constant`.
    public boolean scalarEquationHolds() {
        return scalarGap().isZero();
    }

    /// Left side minus right side of the scalar equation.
    Fr scalarGap() {
        Fr[] cells = FrVector.eqTable(weights.columnPoint).toArray();
        Fr z = Fr.ZERO;
        for (int i = 0; i < cells.length; i++) {
            z = z.add(cells[i].multiply(responses.z()[i]));
        }
        Fr left = z.multiply(weights.functional).add(finalFunctional(claim, responses.zf()));
        return left.subtract(first.t()).subtract(e.multiply(claim.constant()));
    }

    /// `<coefficients of the form, values>`.
    public static Fr finalFunctional(AffineForm form, Fr[] values) {
        return form.constant().subtract(form.value(values));
    }

    /// Adds the five group equations, which must sum to the identity, to `sum`.
    ///
    /// @param padRows   commitments of the pad matrix; `finalPads` that of the final pad row
    public void groupEquations(EquationSum sum, MatrixCommitments matrices, G1[] padRows, G1 finalPads) {
        OpeningProblem problem = weights.problem;
        Fr minusE = e.negate();
        for (int j = 0; j < problem.groups.size(); j++) {
            for (OpeningProblem.Part part : problem.groups.get(j).parts()) {
                Fr scale = minusE.multiply(weights.vectors[j]).multiply(part.weight());
                matrices.addRows(part.matrix(), FrVector.eqTable(part.rowPoint().values(), scale), sum);
            }
        }
        for (int row = 0; row < problem.padRows; row++) {
            sum.add(padRows[row], minusE.multiply(weights.vectors[problem.firstPadRow() + row]));
        }
        Fr d2 = delta.square();
        Fr d3 = d2.multiply(delta);
        Fr d4 = d3.multiply(delta);
        Fr[] equation = {d2, d3, d4};
        for (int i = 0; i < 3; i++) {
            sum.add(product[i], minusE.multiply(weights.vectors[problem.firstProduct() + i].add(equation[i])));
        }
        Fr minusOne = Fr.ONE.negate();
        sum.add(first.d(), minusOne);
        sum.add(first.df(), delta.negate());
        sum.add(finalPads, minusE.multiply(delta));
        sum.add(first.ka(), d2.negate());
        sum.add(first.kb(), d3.negate());
        sum.add(first.kd(), d4.negate());
        sum.add(product[0], d4.multiply(responses.b()));
        for (int i = 0; i < responses.z().length; i++) {
            sum.addGenerator(i, responses.z()[i]);
        }
        for (int i = 0; i < responses.zf().length; i++) {
            sum.addGenerator(i, delta.multiply(responses.zf()[i]));
        }
        sum.addGenerator(0, d2.multiply(responses.a()).add(d3.multiply(responses.b())));
        sum.addBlinding(responses.blindingZ().add(delta.multiply(responses.blindingZf()))
                .add(d2.multiply(responses.blindingA())).add(d3.multiply(responses.blindingB()))
                .add(d4.multiply(responses.blindingD())));
    }
}
