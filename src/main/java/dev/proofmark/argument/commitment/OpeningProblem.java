package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.ProductListArgument;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything linear that is left, weighted by powers of gamma: `sum_j <U_j, w_j> = constant` over committed vectors w_j:
/// the merged tensor claims (one vector per column point), the rows of the pad matrix, then the three product commitments.
public final class OpeningProblem {
    /// One claim's part in a merged vector.
    public record Part(int matrix, Point rowPoint, Fr weight) {
    }

    /// The claims that share a column point.
    public record Group(Point columnPoint, List<Part> parts) {
    }

    public final int columnBits;
    public final List<Group> groups;
    public final Fr[] padWeights;
    public final int padRows;
    public final Fr[] productWeights = new Fr[3];
    final Fr constant;
    public final int vectorBits;

    /// @param pads     number of pads
    OpeningProblem(int columnBits, int pads, List<AffineForm> linear, List<CommittedClaim> claims,
            ProductListArgument.Result product, Fr gamma) {
        this.columnBits = columnBits;
        int columns = 1 << columnBits;
        this.padRows = (pads + columns - 1) / columns;
        this.padWeights = new Fr[padRows * columns];
        java.util.Arrays.fill(padWeights, Fr.ZERO);
        Fr power = Fr.ONE;
        Fr sum = Fr.ZERO;
        for (AffineForm form : linear) {
            sum = sum.subtract(power.multiply(form.constant()));
            form.addCoefficients(power.negate(), padWeights);
            power = power.multiply(gamma);
        }
        List<Group> inOrder = new ArrayList<>();
        Map<Point, Group> byColumn = new TreeMap<>();
        for (CommittedClaim claim : claims) {
            Group group = byColumn.get(claim.columnPoint());
            if (group == null) {
                group = new Group(claim.columnPoint(), new ArrayList<>());
                byColumn.put(claim.columnPoint(), group);
                inOrder.add(group);
            }
            group.parts().add(new Part(claim.matrix(), claim.rowPoint(), power));
            sum = sum.add(power.multiply(claim.value().constant()));
            claim.value().addCoefficients(power, padWeights);
            power = power.multiply(gamma);
        }
        AffineForm[] forms = {product.a(), product.b(), product.d()};
        for (int i = 0; i < 3; i++) {
            productWeights[i] = power;
            sum = sum.add(power.multiply(forms[i].constant()));
            forms[i].addCoefficients(power, padWeights);
            power = power.multiply(gamma);
        }
        this.constant = sum;
        this.groups = List.copyOf(inOrder);
        this.vectorBits = 32 - Integer.numberOfLeadingZeros(vectors() - 1);
    }

    public int firstPadRow() {
        return groups.size();
    }

    public int firstProduct() {
        return groups.size() + padRows;
    }

    public int vectors() {
        return groups.size() + padRows + 3;
    }
}
