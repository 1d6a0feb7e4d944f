package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.commitment.CommittedClaim;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.LogUpGkr;
import dev.proofmark.argument.sumcheck.ProductListArgument;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The argument between the last commitment and the opening: lookups, zero constraints, levels, product list. Prover,
/// verifier and planner run this one walk.
public final class ProofWalk {
    /// Keccak iterations after the last commitment.
    public static final int GRIND = 1024;

    private ProofWalk() {
    }

    /// What the opening must still show.
    public record Result(List<CommittedClaim> claims, ProductListArgument.Result product) {
    }

    /// Hears about the prover's progress between stages.
    public interface StageListener {
        StageListener NONE = new StageListener() {
            @Override
            public void enter(String stage) {
            }

            @Override
            public void advance(int done, int all) {
            }
        };

        void enter(String stage);

        /// `done` of `all` parts of the stage are finished.
        void advance(int done, int all);
    }

    /// @param publics logical values of the public tensors by id; nothing is asked of them where messages are only counted
    public static Result run(Conversation c, Circuit circuit, Map<Integer, long[]> publics, WalkMessages messages,
            StageListener stages) {
        c.grind(GRIND);
        Fr alpha = c.challenge(Label.ALPHA).value();
        Fr beta = c.challenge(Label.BETA).value();
        LeafLayout layout = LeafClaimsReduction.layout(circuit);
        stages.enter("lookups");
        FractionMessages tree = messages.fractions(alpha, beta);
        LogUpGkr.LeafClaims leaves = LogUpGkr.run(c, layout.leafBits(), tree, layer -> stages.advance(layer, layout.leafBits()));
        ClaimLedger ledger = new ClaimLedger(circuit, new PublicValues(publics), c);
        LeafClaimsReduction.run(c, circuit, layout, leaves, alpha, beta, ledger, messages);
        for (Constraint.Zero zero : circuit.zeros()) {
            int variables = circuit.node(zero.node()).shape().totalBits();
            c.charge(Work.COORDINATE, variables);
            Point point = c.challenges(Label.ZERO_POINT, variables);
            ledger.claim(zero.node(), point, AffineForm.ZERO);
        }
        stages.enter("layers");
        LevelReduction.run(c, circuit, ledger, messages, stages);
        ProductListArgument.Result product = ProductListArgument.run(c, messages.products());
        return new Result(committedClaims(c, circuit, ledger), product);
    }

    /// Claims on committed tensors in creation order, split into row and column points.
    private static List<CommittedClaim> committedClaims(Conversation c, Circuit circuit, ClaimLedger ledger) {
        List<CommittedClaim> claims = new ArrayList<>();
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && t.kind().committed()) {
                CommitmentLayout rows = circuit.layout(t);
                for (ClaimLedger.Claim claim : ledger.of(t.id())) {
                    c.charge(Work.OPENED, 1);
                    if (t.kind() == TensorKind.TABLE) {
                        c.charge(Work.COLUMN_CELL, t.shape().paddedSize());
                    } else {
                        c.charge(Work.OPENED_ROW, rows.rows());
                    }
                    Point cell = claim.point().last(rows.cellBits()).leadingZeros(circuit.columnBits());
                    claims.add(new CommittedClaim(t.id(), claim.point().slice(0, rows.rowBits()), cell, claim.value()));
                }
            }
        }
        return claims;
    }
}
