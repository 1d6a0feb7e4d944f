package dev.proofmark.proving.proof;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.commitment.CommittedClaim;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.LogUpGkr;
import dev.proofmark.argument.lookup.prover.WeakLogUp;
import dev.proofmark.argument.sumcheck.ProductListArgument;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.CountingConversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A copy of the walk that can lack one defence; without a weakness its messages are those of `ProofWalk`.
public final class WeakenedWalk {
    private final Circuit circuit;
    private final Weakness weakness;
    private final List<Constraint.Lookup> lookups = new ArrayList<>();

    public WeakenedWalk(Circuit circuit, Weakness weakness) {
        this.circuit = circuit;
        this.weakness = weakness;
        for (int i = 0; i < circuit.lookups().size(); i++) {
            if (!weakness.lacks(Weakness.Kind.LOOKUPS, i)) {
                lookups.add(circuit.lookups().get(i));
            }
        }
    }

    public Circuit circuit() {
        return circuit;
    }

    public Weakness weakness() {
        return weakness;
    }

    public List<Constraint.Lookup> lookups() {
        return lookups;
    }

    public Shape shape(Constraint.Lookup lookup) {
        return circuit.node(lookup.operands()[0]).shape();
    }

    public LeafLayout layout() {
        return LeafLayout.of(lookups.stream().mapToInt(l -> shape(l).totalBits()).toArray(),
                circuit.tables().stream().mapToInt(t -> t.shape().totalBits()).toArray());
    }

    /// How often the zero tuple is looked up by padding.
    public long padding() {
        return weakness.is(Weakness.Kind.TAGGED_PADDING) ? 0
                : lookups.stream().map(this::shape).mapToLong(s -> s.paddedSize() - s.size()).sum();
    }

    public ProofPlan plan() {
        CountingConversation c = new CountingConversation();
        ProofWalk.Result result = run(c, Map.of(), WalkMessages.NONE);
        G1[] product = {G1.GENERATOR, G1.GENERATOR, G1.GENERATOR};
        Opening.run(c, circuit.columnBits(), c.padsUsed(), result.claims(), result.product(), product, OpeningMessages.NONE);
        int rows = 0;
        for (TensorKind kind : new TensorKind[] {TensorKind.WITNESS, TensorKind.MULTIPLICITY}) {
            for (Tensor t : circuit.tensors(kind)) {
                rows += circuit.layout(t).sentRows().length;
            }
        }
        int padRows = (c.padsUsed() + circuit.columns() - 1) / circuit.columns();
        return new ProofPlan(rows, c.padsUsed(), c.finalPadsUsed(), rows + padRows + 1 + product.length + c.messages());
    }

    public ProofWalk.Result run(Conversation c, Map<Integer, long[]> publics, WalkMessages messages) {
        c.grind(ProofWalk.GRIND);
        Fr alpha = c.challenge(Label.ALPHA).value();
        Fr beta = c.challenge(Label.BETA).value();
        LogUpGkr.LeafClaims leaves = WeakLogUp.run(c, layout().leafBits(), messages.fractions(alpha, beta),
                weakness.is(Weakness.Kind.FREE_ROOT), weakness.is(Weakness.Kind.FREE_INVERSE));
        ClaimLedger ledger = new ClaimLedger(circuit, new PublicValues(publics), c) {
            @Override
            List<Claim> of(int node) {
                return weakness.lacks(Weakness.Kind.CLAIMS, node) ? List.of() : super.of(node);
            }

            @Override
            AffineForm evaluate(int node, Point point, Label label, Supplier<Fr> value) {
                return weakness.lacks(Weakness.Kind.BELIEF, node) ? c.hidden(label, value) : super.evaluate(node, point, label, value);
            }
        };
        leaves(c, leaves, alpha, LeafClaimsReduction.powers(beta, circuit.tableWidth()), ledger, messages);
        for (int i = 0; i < circuit.zeros().size(); i++) {
            int node = circuit.zeros().get(i).node();
            Point point = c.challenges(Label.ZERO_POINT, circuit.node(node).shape().totalBits());
            if (!weakness.lacks(Weakness.Kind.ZEROS, i)) {
                ledger.claim(node, point, AffineForm.ZERO);
            }
        }
        new LevelReduction(c, circuit, ledger, messages) {
            @Override
            Fr[] masks(Shape shape, Point point) {
                Fr[] masks = super.masks(shape, point);
                if (weakness.is(Weakness.Kind.UNMASKED_BROADCAST)) {
                    Arrays.fill(masks, Fr.ONE);
                }
                return masks;
            }
        }.run(ProofWalk.StageListener.NONE);
        return new ProofWalk.Result(claims(ledger), ProductListArgument.run(c, messages.products()));
    }

    private void leaves(Conversation c, LogUpGkr.LeafClaims leaves, Fr alpha, Fr[] betas, ClaimLedger ledger, WalkMessages messages) {
        LeafLayout layout = layout();
        Fr[] z = leaves.point().values();
        AffineForm p = AffineForm.ZERO;
        AffineForm q = AffineForm.ZERO;
        Fr covered = Fr.ZERO;
        for (LeafLayout.Block block : layout.blocks()) {
            Fr weight = Multilinear.eqAt(Arrays.copyOf(z, layout.leafBits() - block.bits()), block.offset() >> block.bits());
            Point low = leaves.point().last(block.bits());
            covered = covered.add(weight);
            AffineForm fingerprint = AffineForm.ZERO;
            LookupTable table;
            Fr tagged;
            if (block.isTable()) {
                table = circuit.tables().get(block.index());
                for (int j = 0; j < table.width(); j++) {
                    fingerprint = fingerprint.plus(column(table, j, low, ledger, messages).times(betas[j]));
                }
                tagged = weakness.is(Weakness.Kind.TAGGED_TABLES) ? Fr.ONE : LeafClaimsReduction.mask(table.shape(), low);
                int counts = table.multiplicity();
                p = p.minus(ledger.evaluate(counts, low, Label.LEAF_COLUMN, () -> messages.evaluate(counts, low)).times(weight));
            } else {
                Constraint.Lookup lookup = lookups.get(block.index());
                table = circuit.tables().get(lookup.table());
                for (int j = 0; j < lookup.operands().length; j++) {
                    int operand = lookup.operands()[j];
                    fingerprint = fingerprint.plus(
                            ledger.evaluate(operand, low, Label.LEAF_COLUMN, () -> messages.evaluate(operand, low)).times(betas[j]));
                }
                tagged = weakness.is(Weakness.Kind.TAGGED_PADDING) ? Fr.ONE : LeafClaimsReduction.mask(shape(lookup), low);
                p = p.plus(weight);
            }
            fingerprint = fingerprint.plus(betas[betas.length - 1].multiply(Fr.of(table.tag())).multiply(tagged));
            q = q.plus(fingerprint.negate().plus(alpha).times(weight));
        }
        Fr zeroWeight = Multilinear.eqAt(z, layout.zeroLeaf());
        p = p.plus(zeroWeight.multiply(Fr.of(-padding())));
        q = q.plus(zeroWeight.multiply(alpha)).plus(Fr.ONE.subtract(covered).subtract(zeroWeight));
        c.relations().zero(leaves.numerator().minus(p));
        c.relations().zero(leaves.denominator().minus(q));
    }

    private static AffineForm column(LookupTable table, int j, Point point, ClaimLedger ledger, WalkMessages messages) {
        return switch (table.columns().get(j)) {
            case Column.Affine(long start, long step) -> AffineForm.constant(
                    Fr.of(start).multiply(Multilinear.mask(point.values(), table.length()))
                            .add(Fr.of(step).multiply(Multilinear.maskedIndex(point.values(), table.length()))));
            case Column.Stored(int id) -> ledger.evaluate(id, point, Label.LEAF_COLUMN, () -> messages.evaluate(id, point));
        };
    }

    private List<CommittedClaim> claims(ClaimLedger ledger) {
        List<CommittedClaim> claims = new ArrayList<>();
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && t.kind().committed()) {
                CommitmentLayout rows = circuit.layout(t);
                for (ClaimLedger.Claim claim : ledger.of(t.id())) {
                    Point cell = claim.point().last(rows.cellBits()).leadingZeros(circuit.columnBits());
                    claims.add(new CommittedClaim(t.id(), claim.point().slice(0, rows.rowBits()), cell, claim.value()));
                }
            }
        }
        return claims;
    }
}
