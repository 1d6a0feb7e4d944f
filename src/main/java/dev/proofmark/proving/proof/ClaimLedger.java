package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// All evaluation claims of one walk, by node, in the order in which they arose. A node is claimed at a point once: a
/// second claim at the same point reuses the message, or becomes a linear relation.
class ClaimLedger {
    /// `node~(point) = value`.
    record Claim(Point point, AffineForm value) {
    }

    private final Circuit circuit;
    private final PublicValues publics;
    private final Conversation conversation;
    private final List<List<Claim>> claims = new ArrayList<>();
    private final List<Map<Point, AffineForm>> byPoint = new ArrayList<>();

    ClaimLedger(Circuit circuit, PublicValues publics, Conversation conversation) {
        this.circuit = circuit;
        this.publics = publics;
        this.conversation = conversation;
        for (int i = 0; i < circuit.nodes().size(); i++) {
            claims.add(new ArrayList<>());
            byPoint.add(new TreeMap<>());
        }
    }

    List<Claim> of(int node) {
        return claims.get(node);
    }

    /// The node's value at the point: computed where it is public, the earlier message where there is one, else a new
    /// hidden message and a new claim.
    AffineForm evaluate(int node, Point point, Label label, Supplier<Fr> value) {
        conversation.charge(Work.CLAIM, 1);
        Node n = circuit.node(node);
        if (n instanceof Tensor t && PublicValues.known(t)) {
            return AffineForm.constant(publicValue(t, point));
        }
        AffineForm earlier = byPoint.get(node).get(point);
        if (earlier != null) {
            return earlier;
        }
        AffineForm sent = conversation.hidden(label, value);
        add(node, point, sent);
        return sent;
    }

    /// Claims a value that is already known as a form.
    void claim(int node, Point point, AffineForm value) {
        conversation.charge(Work.CLAIM, 1);
        if (circuit.node(node) instanceof Tensor t && PublicValues.known(t)) {
            conversation.relations().zero(value.plus(publicValue(t, point).negate()));
            return;
        }
        AffineForm earlier = byPoint.get(node).get(point);
        if (earlier != null) {
            conversation.relations().zero(value.minus(earlier));
        } else {
            add(node, point, value);
        }
    }

    private Fr publicValue(Tensor t, Point point) {
        conversation.charge(Work.CELL, t.shape().paddedSize());
        return conversation.evaluates() ? publics.evaluate(t, point) : Fr.ZERO;
    }

    private void add(int node, Point point, AffineForm value) {
        claims.get(node).add(new Claim(point, value));
        byPoint.get(node).put(point, value);
    }
}
