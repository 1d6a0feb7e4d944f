package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.commitment.OpeningChecks;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.commitment.OpeningProblem;
import dev.proofmark.argument.transcript.AffineForm;
import java.util.Arrays;
import java.util.function.IntFunction;

/// The prover's side of the opening.
public final class OpeningProver implements OpeningMessages {
    /// A committed vector and its blinding.
    public record Committed(Fr value, Fr blinding, G1 commitment) {
    }

    private final IntFunction<CommittedMatrix> matrices;
    private final Fr[] pads;
    private final Fr[] padBlindings;
    private final Fr[] finalPads;
    private final Fr finalBlinding;
    private final Committed[] product;
    private final RowCommitter rows;
    private final RowCommitter finalRow;
    private final HidingRandomness randomness;

    private OpeningProblem problem;
    private FrArray w;
    private FrArray u;
    private int size;
    private Fr[] vectorBlindings;
    private OpeningChecks.First first;
    private OpeningChecks.Weights weights;
    private Fr[] d;
    private Fr[] df;
    private Fr[] maskBlindings;
    private Fr[] k;
    private Fr[] wStar;
    private Fr wStarBlinding;
    private OpeningChecks.Responses responses;

    /// @param matrices     committed matrices by id
    /// @param pads         cells of the pad matrix, whole rows
    /// @param product      A, B, D with their blindings and commitments
    /// @param rows         commits rows of the circuit's width, `finalRow` those of the final pad row's
    public OpeningProver(IntFunction<CommittedMatrix> matrices, Fr[] pads, Fr[] padBlindings, Fr[] finalPads,
            Fr finalBlinding, Committed[] product, RowCommitter rows, RowCommitter finalRow,
            HidingRandomness randomness) {
        this.matrices = matrices;
        this.pads = pads;
        this.padBlindings = padBlindings;
        this.finalPads = finalPads;
        this.finalBlinding = finalBlinding;
        this.product = product;
        this.rows = rows;
        this.finalRow = finalRow;
        this.randomness = randomness;
    }

    /// Lays out the vectors w_j and their weights U_j, row by row.
    @Override
    public void start(OpeningProblem problem) {
        this.problem = problem;
        int columns = 1 << problem.columnBits;
        this.size = columns << problem.vectorBits;
        this.w = FrArray.zeros(size);
        this.u = FrArray.zeros(size);
        this.vectorBlindings = new Fr[problem.vectors()];
        for (int j = 0; j < problem.groups.size(); j++) {
            group(j, columns);
        }
        for (int row = 0; row < problem.padRows; row++) {
            int at = (problem.firstPadRow() + row) * columns;
            for (int i = 0; i < columns; i++) {
                w.set(at + i, pads[row * columns + i]);
                u.set(at + i, problem.padWeights[row * columns + i]);
            }
            vectorBlindings[problem.firstPadRow() + row] = padBlindings[row];
        }
        for (int i = 0; i < 3; i++) {
            int at = (problem.firstProduct() + i) * columns;
            w.set(at, product[i].value());
            u.set(at, problem.productWeights[i]);
            vectorBlindings[problem.firstProduct() + i] = product[i].blinding();
        }
    }

    private void group(int j, int columns) {
        OpeningProblem.Group group = problem.groups.get(j);
        FrArray sum = FrArray.zeros(columns);
        Fr blinding = Fr.ZERO;
        for (OpeningProblem.Part part : group.parts()) {
            CommittedMatrix matrix = matrices.apply(part.matrix());
            FrArray eq = FrVector.eqTable(part.rowPoint().values(), part.weight());
            matrix.addRows(eq, sum);
            for (int i = 0; i < matrix.blindings().length; i++) {
                if (!matrix.blindings()[i].isZero()) {
                    blinding = blinding.add(eq.get(i).multiply(matrix.blindings()[i]));
                }
            }
        }
        w.setAll(j * columns, sum);
        u.setAll(j * columns, FrVector.eqTable(group.columnPoint().values()));
        vectorBlindings[j] = blinding;
    }

    @Override
    public Fr[] round() {
        return FrVector.productRound(w, 0, u, 0, size);
    }

    @Override
    public void bind(Fr r) {
        if (size == 1 << problem.columnBits) {
            wStar = new Fr[size];
            Arrays.setAll(wStar, w::get);
        }
        FrVector.fold(w, 0, size, r, w, 0);
        FrVector.fold(u, 0, size, r, u, 0);
        size /= 2;
    }

    /// Draws the masks and makes the first messages.
    @Override
    public void mask(OpeningChecks.Weights weights, AffineForm claim, int finalPadCount) {
        this.weights = weights;
        int columns = 1 << problem.columnBits;
        this.wStarBlinding = Fr.ZERO;
        for (int j = 0; j < problem.vectors(); j++) {
            wStarBlinding = wStarBlinding.add(weights.vectors[j].multiply(vectorBlindings[j]));
        }
        this.d = randomness.draw("opening-mask", columns);
        this.df = randomness.draw("opening-final-mask", finalPadCount);
        this.maskBlindings = randomness.draw("opening-mask-blindings", 2);
        this.k = randomness.draw("product-nonces", 5);
        Fr[] cells = FrVector.eqTable(weights.columnPoint).toArray();
        Fr dAt = Fr.ZERO;
        for (int i = 0; i < columns; i++) {
            dAt = dAt.add(cells[i].multiply(d[i]));
        }
        Fr t = dAt.multiply(weights.functional).add(OpeningChecks.finalFunctional(claim, df));
        G1 kb = rows.commit(new Fr[] {k[2]}, k[3]);
        G1 ka = rows.commit(new Fr[] {k[0]}, k[1]);
        G1 kd = product[0].commitment().multiply(k[2]).add(rows.commit(new Fr[] {Fr.ZERO}, k[4]));
        this.first = new OpeningChecks.First(rows.commit(d, maskBlindings[0]), finalRow.commit(df, maskBlindings[1]), t, kb, kd, ka);
    }

    @Override
    public OpeningChecks.First first() {
        return first;
    }

    @Override
    public void respond(Fr e) {
        Fr[] z = new Fr[d.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = d[i].add(e.multiply(wStar[i]));
        }
        Fr[] zf = new Fr[df.length];
        for (int i = 0; i < zf.length; i++) {
            zf[i] = df[i].add(e.multiply(finalPads[i]));
        }
        Fr b = product[1].value();
        responses = new OpeningChecks.Responses(z, zf,
                maskBlindings[0].add(e.multiply(wStarBlinding)),
                maskBlindings[1].add(e.multiply(finalBlinding)),
                k[0].add(e.multiply(product[0].value())),
                k[1].add(e.multiply(product[0].blinding())),
                k[2].add(e.multiply(b)),
                k[3].add(e.multiply(product[1].blinding())),
                k[4].add(e.multiply(product[2].blinding().subtract(b.multiply(product[0].blinding())))));
    }

    @Override
    public OpeningChecks.Responses responses() {
        return responses;
    }
}
