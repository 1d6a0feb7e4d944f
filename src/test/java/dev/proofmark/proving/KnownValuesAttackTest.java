package dev.proofmark.proving;

import dev.proofmark.circuit.View;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.AttackCircuits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A prover that lies about what the verifier knows by itself: tables, constants, the statement's values, earlier claims.
class KnownValuesAttackTest {
    /// A prover whose table holds another value in the row of its third u.
    @Test
    void tableOtherThanTheKeys() {
        Attack attack = new Attack(AttackCircuits.requantize(), 3, -2, 1);
        int table = attack.tensor("relu");
        attack.commits(values -> {
            int u = (int) values.get(attack.circuit().lookups().get(2).operands()[0]).get(2);
            Attack.add(values, table, u + 16, 1);
            Attack.add(values, attack.tensor("y"), 2, 1);
        }).failsBut(Weakness.withoutClaimsOn(table), "opening-group");
    }

    /// A prover that computes with another constant.
    @Test
    void constantOtherThanTheCircuits() {
        Attack attack = new Attack(AttackCircuits.constant(), 1, 2, 3);
        int constant = attack.tensor("c");
        attack.adds("c", 1, 1).failsBut(Weakness.of(Weakness.Kind.BELIEF, constant), "opening-scalar");
    }

    /// The second claim on a node at one point is a relation, no new message.
    @Test
    void secondClaimAtTheSamePoint() {
        Attack attack = new Attack(AttackCircuits.claimedTwice(), 5);
        attack.states(values -> Attack.add(values, attack.tensor("out"), 0, -1)).failsBut(Weakness.withoutZeros(0), "opening-scalar");
    }

    /// A view of a public tensor claimed to be what the statement is not.
    @Test
    void viewOfAPublicTensor() {
        Attack attack = new Attack(AttackCircuits.transposedOutput(), 1, 2, 3, 4, 5, 6);
        int view = attack.circuit().nodes().stream().filter(n -> n instanceof View v && v.operand() == attack.tensor("out")).findFirst()
                .orElseThrow().id();
        attack.claims(view, 0, 0).sets(Map.of()).commits(values -> Attack.add(values, attack.tensor("out"), 3, 1));
        attack.failsBut(Weakness.withoutClaimsOn(view), "opening-scalar");
    }
}
