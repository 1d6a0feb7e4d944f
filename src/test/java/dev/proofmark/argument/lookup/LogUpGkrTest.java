package dev.proofmark.argument.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Relations;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tree of fractions in every size class: single elements, plain layers, chunked layers with filler.
class LogUpGkrTest {
    private static final int PADS = 2000;

    private final Random random = new Random(5);
    private Fr[] pads;
    private WritingConversation prover;

    private Fr scalar() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Fr.reduce(bytes);
    }

    /// Fractions of which the second half cancels the first; the rest of the stored leaves is filler.
    private Fr[][] cancelling(int used, int stored) {
        Fr[] p = new Fr[stored];
        Fr[] q = new Fr[stored];
        Arrays.fill(p, Fr.ZERO);
        Arrays.fill(q, Fr.ONE);
        for (int i = 0; i + 1 < used; i += 2) {
            p[i] = scalar();
            q[i] = scalar();
            Fr factor = scalar();
            p[i + 1] = p[i].multiply(factor).negate();
            q[i + 1] = q[i].multiply(factor);
        }
        return new Fr[][] {p, q};
    }

    private LogUpGkr.LeafClaims prove(int bits, Fr[] p, Fr[] q) {
        pads = new Fr[PADS];
        Arrays.setAll(pads, i -> scalar());
        prover = new WritingConversation(new Transcript());
        prover.usePads(pads, new Fr[0]);
        FractionTree tree = new FractionTree(bits, FrArray.of(p), FrArray.of(q), Workers.sequential());
        return LogUpGkr.run(prover, bits, tree, layer -> {});
    }

    private boolean relationsHold(Relations relations) {
        return relations.linear().stream().allMatch(f -> f.value(pads).isZero())
                && relations.products().stream().allMatch(r -> r.a().value(pads).multiply(r.b().value(pads)).equals(r.c().value(pads)));
    }

    private static Fr extension(Fr[] leaves, Fr filler, int bits, Fr[] point) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < 1 << bits; i++) {
            sum = sum.add(Multilinear.eqAt(point, i).multiply(i < leaves.length ? leaves[i] : filler));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 8", "4, 9", "5, 31", "6, 33", "7, 128", "8, 250", "9, 300", "9, 512", "10, 513", "11, 1100",
        "12, 4096"})
    void trueSumsLeaveTrueClaims(int bits, int used) {
        int chunk = Math.max(1, 1 << bits >> LeafLayout.CHUNK_BITS);
        Fr[][] leaves = cancelling(used, (used + chunk - 1) / chunk * chunk);
        LogUpGkr.LeafClaims claims = prove(bits, leaves[0].clone(), leaves[1].clone());
        assertThat(relationsHold(prover.relations())).isTrue();
        Fr[] point = claims.point().values();
        assertThat(claims.numerator().value(pads)).isEqualTo(extension(leaves[0], Fr.ZERO, bits, point));
        assertThat(claims.denominator().value(pads)).isEqualTo(extension(leaves[1], Fr.ONE, bits, point));

        ReadingConversation verifier = new ReadingConversation(new Transcript(), prover.messages(), 0);
        LogUpGkr.LeafClaims read = LogUpGkr.run(verifier, bits, FractionMessages.NONE, layer -> {});
        assertThat(verifier.atEnd()).isTrue();
        assertThat(read.point().values()).isEqualTo(point);
        assertThat(read.numerator().value(pads)).isEqualTo(claims.numerator().value(pads));
        assertThat(relationsHold(verifier.relations())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 9", "9, 300", "11, 1100"})
    void falseSumsBreakARelation(int bits, int used) {
        int chunk = Math.max(1, 1 << bits >> LeafLayout.CHUNK_BITS);
        Fr[][] leaves = cancelling(used, (used + chunk - 1) / chunk * chunk);
        leaves[0][used / 2] = leaves[0][used / 2].add(Fr.ONE);
        prove(bits, leaves[0], leaves[1]);
        assertThat(relationsHold(prover.relations())).isFalse();
    }

    /// 1/0 + 1/0 has the numerator zero: only the inverse of the denominator keeps it out.
    @Test
    void aZeroDenominatorHasNoInverse() {
        Transcript transcript = new Transcript();
        pads = new Fr[PADS];
        Arrays.setAll(pads, i -> scalar());
        for (Fr inverse : new Fr[] {Fr.ZERO, Fr.ONE, scalar()}) {
            byte[] messages = new byte[32 * 7];
            Fr[] claimed = {Fr.ZERO, inverse, Fr.ONE, Fr.ONE, Fr.ZERO, Fr.ZERO, Fr.ZERO};
            for (int i = 0; i < 7; i++) {
                System.arraycopy(claimed[i].add(pads[i]).encode(), 0, messages, 32 * i, 32);
            }
            ReadingConversation verifier = new ReadingConversation(transcript, messages, 0);
            LogUpGkr.LeafClaims claims = LogUpGkr.run(verifier, 1, FractionMessages.NONE, layer -> {});
            assertThat(claims.numerator().value(pads)).isEqualTo(Fr.ONE);
            assertThat(claims.denominator().value(pads)).isEqualTo(Fr.ZERO);
            Relations relations = verifier.relations();
            assertThat(relations.products()).hasSize(3);
            assertThat(relationsHold(relations)).isFalse();
            Relations others = new Relations();
            relations.products().stream().skip(1).forEach(r -> others.product(r.a(), r.b(), r.c()));
            relations.linear().forEach(others::zero);
            assertThat(relationsHold(others)).as("control: all but the inverse").isTrue();
        }
    }

    /// 1/2 + 1/3 is not zero. With one of a layer's two products unchecked a false product message would make it so.
    @Test
    void bothProductsOfALayerAreNeeded() {
        pads = new Fr[PADS];
        Arrays.setAll(pads, i -> scalar());
        for (int missing = 1; missing <= 2; missing++) {
            Fr first = missing == 1 ? Fr.of(-2) : Fr.of(3);
            Fr[] claimed = {Fr.of(6), Fr.of(6).inverse(), Fr.ONE, Fr.ONE, Fr.of(2), Fr.of(3), first};
            byte[] messages = new byte[32 * 7];
            for (int i = 0; i < 7; i++) {
                System.arraycopy(claimed[i].add(pads[i]).encode(), 0, messages, 32 * i, 32);
            }
            ReadingConversation verifier = new ReadingConversation(new Transcript(), messages, 0);
            LogUpGkr.run(verifier, 1, FractionMessages.NONE, layer -> {});
            assertThat(verifier.relations().products()).hasSize(3);
            assertThat(relationsHold(verifier.relations())).isFalse();
            Relations others = new Relations();
            for (int i = 0; i < 3; i++) {
                Relations.Product r = verifier.relations().products().get(i);
                if (i != missing) {
                    others.product(r.a(), r.b(), r.c());
                }
            }
            assertThat(relationsHold(others)).as("control: without product %d", missing).isTrue();
        }
    }
}
