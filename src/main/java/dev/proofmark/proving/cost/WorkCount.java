package dev.proofmark.proving.cost;

import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Relations;
import dev.proofmark.algebra.curve.G1;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import java.util.Map;

/// Counts the work of one proof: a function of the circuit, its witness program and the plan of its proofs, never of
/// values. Values decide over little of a proof's time, which digits of committed cells are zero and so need no addition: there
/// the mean over the rows of the cell's table stands in.
///
/// The prover's own walk is run, with messages that say what there would be to compute.
public final class WorkCount {
    private WorkCount() {
    }

    /// All work of a proof.
    public static WorkUnits of(Circuit circuit, WitnessProgram program, ProofPlan plan) {
        return stages(circuit, program, plan).values().stream().reduce(WorkUnits.NONE, WorkUnits::plus);
    }

    /// The work of every stage of a proof.
    public static Map<ProofStage, WorkUnits> stages(Circuit circuit, WitnessProgram program, ProofPlan plan) {
        WorkTally work = new WorkTally();
        work.enter(ProofStage.WITNESS);
        IntegerWork.count(circuit, program, work);
        work.enter(ProofStage.COMMITMENTS);
        CommitmentWork commitments = new CommitmentWork(circuit, plan, work);
        commitments.beforeTheWalk();
        walk(circuit, work);
        work.enter(ProofStage.OPENING);
        commitments.afterTheWalk();
        return work.stages();
    }

    private static void walk(Circuit circuit, WorkTally work) {
        WorkConversation c = new WorkConversation(work);
        ProofWalk.Result result = ProofWalk.run(c, circuit, Map.of(), new WorkMessages(circuit, work), new ProofWalk.StageListener() {
            @Override
            public void enter(String stage) {
                ProofStage.named(stage).ifPresent(work::enter);
            }

            @Override
            public void advance(int done, int all) {
            }
        });
        work.enter(ProofStage.OPENING);
        work.add(Operation.FORM_COEFFICIENT, coefficients(c.relations()));
        G1[] product = {G1.GENERATOR, G1.GENERATOR, G1.GENERATOR};
        Opening.run(c, circuit.columnBits(), c.padsUsed(), result.claims(), result.product(), product, new OpeningWork(circuit, work));
    }

    private static long coefficients(Relations relations) {
        return relations.linear().stream().mapToLong(AffineForm::coefficients).sum()
                + relations.products().stream()
                        .mapToLong(p -> p.a().coefficients() + p.b().coefficients() + p.c().coefficients()).sum();
    }
}
