package dev.proofmark.compiler.quantize;

import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.Widths;
import java.util.Map;
import java.util.TreeMap;

/// What proving a program takes, in counts; the layout's planner knows the exact circuit.
///
/// @param inputElements    elements of all inputs: one range lookup each
/// @param requantizations  elements requantised or rounded: one remainder lookup each
/// @param tableLookups     elements looked up in function tables and rectifiers of maxima
/// @param saturations      of those, the ones that need a second lookup for the part beyond the domain
/// @param tableRows        rows of all distinct function tables
/// @param shifts           distinct shifts with the number of elements that use them
/// @param weights          secret constants
public record ProgramCost(
        long inputElements,
        long requantizations,
        long tableLookups,
        long saturations,
        long tableRows,
        Map<Integer, Long> shifts,
        long weights) {

    public static ProgramCost of(QuantizedProgram program) {
        long inputs = 0;
        long lookups = 0;
        long saturations = 0;
        Map<Integer, Long> shifts = new TreeMap<>();
        for (Step step : program.steps()) {
            long count = step.shape().elementCount();
            if (step.op() instanceof IntegerOp.Input) {
                inputs += count;
            } else if (step.op() instanceof IntegerOp.Requantize op) {
                lookups += count;
                shifts.merge(op.shift(), count, Long::sum);
                saturations += op.function().covers(Widths.rounded(program.step(op.x()).range(), op.shift())) ? 0 : count;
            } else if (step.op() instanceof IntegerOp.Round op) {
                shifts.merge(op.shift(), count, Long::sum);
            } else if (step.op() instanceof IntegerOp.Lookup op) {
                lookups += count;
                saturations += op.function().covers(program.step(op.x()).range()) ? 0 : count;
            } else if (step.op() instanceof IntegerOp.Maximum) {
                lookups += count;
            }
        }
        long rows = program.tables().stream().mapToLong(table -> 1L << table.bits()).sum();
        long rounded = shifts.values().stream().mapToLong(Long::longValue).sum();
        return new ProgramCost(inputs, rounded, lookups, saturations, rows, Map.copyOf(shifts), program.weightCount());
    }
}
