package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.inputs.Dataflow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// A value that is one real function of another value, element by element: one table whatever it is made of.
///
/// Covers chains (clip after relu), affine maps by public scalar constants around a function, and expressions in which the
/// argument occurs several times, such as x * sigmoid(x) or the pieces of gelu.
///
/// @param root      the argument; same shape
/// @param function  value = function(root)
/// @param pure      the graph's own function when the value is just that function of the root; else null
/// @param nonlinear false when it is only an affine map
/// @param steps     operators evaluated for one value; bounded, since shared parts are evaluated once per use
record Composite(Value root, DoubleUnaryOperator function, UnaryFunction pure, boolean nonlinear, int steps) {

    private static final int MOST_STEPS = 64;

    /// The widest composite that ends in this value; its own identity when there is none.
    ///
    /// Inner values that others read too stay values of their own and become roots.
    /// An affine map below a single function is not part of it: it belongs to the accumulator.
    static Composite endingIn(Value value, Dataflow flow) {
        Set<Value> fixed = new HashSet<>();
        Node node = flow.producer(value);
        if (node != null && node.op() instanceof Unary && !endingIn(node.input(0), flow).nonlinear) {
            fixed.add(node.input(0));
        }
        while (true) {
            Search search = new Search(flow, fixed, value, new HashMap<>());
            Composite found = search.composite(value);
            Set<Value> escaping = flow.escaping(search.absorbed(value, found.root), value);
            if (escaping.isEmpty()) {
                return found;
            }
            fixed.addAll(escaping);
        }
    }

    private static Composite identity(Value value) {
        return new Composite(value, x -> x, null, false, 0);
    }

    private record Search(Dataflow flow, Set<Value> fixed, Value top, Map<Value, Composite> known) {

        Composite composite(Value value) {
            Composite found = known.get(value);
            if (found == null) {
                found = search(value);
                found = found.steps > MOST_STEPS ? identity(value) : found;
                known.put(value, found);
            }
            return found;
        }

        private Composite search(Value value) {
            Node node = flow.producer(value);
            if (node == null || fixed.contains(value) || !value.shape().equals(top.shape())) {
                return identity(value);
            }
            return switch (node.op()) {
                case Unary unary -> unary(unary.function(), node.input(0));
                case Add add -> binary(node, Double::sum, false);
                case Subtract subtract -> binary(node, (a, b) -> a - b, false);
                case Multiply multiply -> binary(node, (a, b) -> a * b, true);
                default -> identity(value);
            };
        }

        private Composite unary(UnaryFunction outer, Value argument) {
            Composite inner = composite(argument);
            DoubleUnaryOperator function = inner.function;
            boolean direct = inner.root.equals(argument);
            return new Composite(inner.root, x -> outer.apply(function.applyAsDouble(x)), direct ? outer : null, true,
                    inner.steps + 1);
        }

        private Composite binary(Node node, DoubleBinaryOperator operator, boolean product) {
            Double left = flow.publicScalar(node.input(0));
            Double right = flow.publicScalar(node.input(1));
            if (left != null || right != null) {
                double constant = left != null ? left : right;
                Composite inner = composite(node.input(left != null ? 1 : 0));
                DoubleUnaryOperator function = inner.function;
                DoubleUnaryOperator whole = left != null
                        ? x -> operator.applyAsDouble(constant, function.applyAsDouble(x))
                        : x -> operator.applyAsDouble(function.applyAsDouble(x), constant);
                return inner.root.shape().equals(top.shape())
                        ? new Composite(inner.root, whole, null, inner.nonlinear, inner.steps + 1)
                        : identity(node.output());
            }
            Composite a = composite(node.input(0));
            Composite b = composite(node.input(1));
            if (!a.root.equals(b.root) || !a.root.shape().equals(top.shape())) {
                return identity(node.output());
            }
            DoubleUnaryOperator f = a.function;
            DoubleUnaryOperator g = b.function;
            boolean nonlinear = product || a.nonlinear || b.nonlinear;
            return new Composite(
                    a.root, x -> operator.applyAsDouble(f.applyAsDouble(x), g.applyAsDouble(x)), null, nonlinear,
                    a.steps + b.steps + 1);
        }

        /// The values strictly between the root and the top.
        Set<Value> absorbed(Value value, Value root) {
            Set<Value> inside = new HashSet<>();
            collect(value, root, inside);
            inside.remove(value);
            return inside;
        }

        private void collect(Value value, Value root, Set<Value> inside) {
            if (!value.equals(root) && flow.constant(value) == null && inside.add(value)) {
                flow.producer(value).inputs().forEach(input -> collect(input, root, inside));
            }
        }
    }
}
