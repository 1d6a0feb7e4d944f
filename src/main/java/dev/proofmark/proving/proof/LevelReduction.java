package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.sumcheck.BatchInstance;
import dev.proofmark.argument.sumcheck.BatchedSumcheck;
import dev.proofmark.argument.sumcheck.FactorRounds;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reduces every claim on an expression to claims on tensors, level by level from the greatest height down: first the
/// linear expressions of a height, latest created first, then all its contractions and maps in one batched sumcheck.
class LevelReduction {
    private final Conversation conversation;
    private final Circuit circuit;
    private final ClaimLedger ledger;
    private final WalkMessages messages;
    private final List<List<Node>> levels;

    LevelReduction(Conversation conversation, Circuit circuit, ClaimLedger ledger, WalkMessages messages) {
        this.conversation = conversation;
        this.circuit = circuit;
        this.ledger = ledger;
        this.messages = messages;
        this.levels = levels(circuit);
    }

    static void run(Conversation conversation, Circuit circuit, ClaimLedger ledger, WalkMessages messages,
            ProofWalk.StageListener stages) {
        new LevelReduction(conversation, circuit, ledger, messages).run(stages);
    }

    final void run(ProofWalk.StageListener stages) {
        int top = levels.size() - 1;
        for (int height = top; height >= 0; height--) {
            stages.advance(top - height, top + 1);
            linear(height);
            batch(height);
        }
    }

    /// Nodes by height, in creation order.
    private static List<List<Node>> levels(Circuit circuit) {
        int[] heights = circuit.heights();
        List<List<Node>> levels = new ArrayList<>();
        for (int height = Arrays.stream(heights).max().orElse(0); height >= 0; height--) {
            levels.add(new ArrayList<>());
        }
        circuit.nodes().forEach(node -> levels.get(heights[node.id()]).add(node));
        return levels;
    }

    private void linear(int height) {
        for (Node node : levels.get(height).reversed()) {
            switch (node) {
                case Combine c -> ledger.of(c.id()).forEach(claim -> combine(c, claim));
                case View v -> ledger.of(v.id()).forEach(claim -> view(v, claim));
                case Tensor t -> {
                }
                case Contract c -> {
                }
                case AxisMap m -> {
                }
            }
        }
    }

    private void view(View view, ClaimLedger.Claim claim) {
        conversation.charge(Work.VIEW, 1);
        ledger.claim(view.operand(), viewPoint(view, claim.point()), claim.value());
    }

    private static Point viewPoint(View view, Point claim) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (int variable : view.variables()) {
            coordinates.add(claim.get(variable));
        }
        return new Point(coordinates);
    }

    private void combine(Combine combine, ClaimLedger.Claim claim) {
        Shape shape = combine.shape();
        conversation.charge(Work.COMBINE, 1);
        conversation.charge(Work.SUMMAND, combine.terms().size());
        Fr[] masks = masks(shape, claim.point());
        Fr all = Fr.ONE;
        for (Fr mask : masks) {
            all = all.multiply(mask);
        }
        AffineSum sum = new AffineSum();
        sum.add(Coefficients.value(combine.constant()).multiply(all));
        for (Term term : combine.terms()) {
            Shape operand = circuit.node(term.node()).shape();
            Coordinate[] projected = new Coordinate[operand.totalBits()];
            Fr factor = Coefficients.value(term.coefficient());
            for (int a = 0; a < masks.length; a++) {
                int from = term.axes()[a];
                if (from < 0) {
                    factor = factor.multiply(masks[a]);
                } else {
                    for (int b = 0; b < shape.bits(a); b++) {
                        projected[operand.bitOffset(from) + b] = claim.point().get(shape.bitOffset(a) + b);
                    }
                }
            }
            Point point = new Point(List.of(projected));
            AffineForm value = ledger.evaluate(term.node(), point, Label.COMBINE_OPERAND,
                    () -> messages.evaluate(term.node(), point));
            sum.add(value, factor);
        }
        conversation.relations().zero(claim.value().minus(sum.total()));
    }

    /// For every axis the extension, at the point, of "the index is logical".
    Fr[] masks(Shape shape, Point point) {
        Fr[] masks = new Fr[shape.rank()];
        for (int a = 0; a < masks.length; a++) {
            masks[a] = LeafClaimsReduction.axisMask(shape, a, point);
        }
        return masks;
    }

    /// One claim on a contraction or a map, its instance of the batch and its rounds.
    private record Reduced(Node node, Point point, BatchInstance instance, FactorRounds rounds) {
    }

    private void batch(int height) {
        List<Reduced> all = new ArrayList<>();
        for (Node node : levels.get(height)) {
            for (ClaimLedger.Claim claim : ledger.of(node.id())) {
                switch (node) {
                    case Contract c -> {
                        conversation.charge(Work.INSTANCE, 1);
                        all.add(contract(c, claim));
                    }
                    case AxisMap m -> {
                        conversation.charge(Work.INSTANCE, 1);
                        all.add(axisMap(m, claim));
                    }
                    case Tensor t -> {
                    }
                    case Combine c -> {
                    }
                    case View v -> {
                    }
                }
            }
        }
        if (all.isEmpty()) {
            return;
        }
        List<BatchInstance> instances = all.stream().map(Reduced::instance).toList();
        BatchedSumcheck.Result result = BatchedSumcheck.run(conversation, instances, all.stream().map(Reduced::rounds).toList());
        AffineSum sum = new AffineSum();
        for (int j = 0; j < all.size(); j++) {
            Point bound = result.point(instances.get(j));
            AffineForm value = switch (all.get(j).node()) {
                case Contract c -> contractValue(c, all.get(j), bound);
                case AxisMap m -> axisMapValue(m, all.get(j), bound);
                case Tensor t -> throw new IllegalStateException();
                case Combine c -> throw new IllegalStateException();
                case View v -> throw new IllegalStateException();
            };
            sum.add(value, result.weights()[j]);
        }
        conversation.relations().zero(result.claim().minus(sum.total()));
    }

    private Reduced contract(Contract c, ClaimLedger.Claim claim) {
        ContractPoints points = new ContractPoints(circuit, c);
        return new Reduced(c, claim.point(), new BatchInstance(points.variables(), points.batchBits(), claim.value()),
                messages.contract(c, claim.point()));
    }

    private Reduced axisMap(AxisMap m, ClaimLedger.Claim claim) {
        int bits = MatrixEvaluation.mappedBits(m, circuit.node(m.operand()).shape());
        return new Reduced(m, claim.point(), new BatchInstance(bits, 0, claim.value()),
                messages.axisMap(m, claim.point()));
    }

    private AffineForm contractValue(Contract c, Reduced reduced, Point bound) {
        ContractPoints points = new ContractPoints(circuit, c);
        FactorRounds rounds = reduced.rounds();
        AffineForm a = ledger.evaluate(c.a(), points.aPoint(reduced.point(), bound), Label.BATCH_OPERAND, () -> rounds.valueOfA());
        AffineForm b = ledger.evaluate(c.b(), points.bPoint(reduced.point(), bound), Label.BATCH_OPERAND, () -> rounds.valueOfB());
        AffineForm product;
        if (a.isConstant()) {
            product = b.times(a.constant());
        } else if (b.isConstant()) {
            product = a.times(b.constant());
        } else {
            product = conversation.hidden(Label.BATCH_PRODUCT, () -> rounds.valueOfA().multiply(rounds.valueOfB()));
            conversation.relations().product(a, b, product);
        }
        Fr eq = Multilinear.eq(points.batchPoint(reduced.point()).values(), bound.slice(0, points.batchBits()).values());
        return product.times(eq);
    }

    private AffineForm axisMapValue(AxisMap m, Reduced reduced, Point bound) {
        Shape operand = circuit.node(m.operand()).shape();
        Point point = MatrixEvaluation.operandPoint(m, operand, reduced.point(), bound);
        AffineForm value = ledger.evaluate(m.operand(), point, Label.BATCH_OPERAND, () -> reduced.rounds().valueOfA());
        MatrixEvaluation.charge(m, conversation);
        return conversation.evaluates()
                ? value.times(MatrixEvaluation.evaluate(m, operand, reduced.point(), bound)) : value;
    }
}
