package dev.proofmark.proving.proof;

import java.util.Set;

/// The one defence that a copy of the protocol lacks.
///
/// @param kind    what is missing
/// @param numbers of the lookups, `Zero` constraints or nodes that it is about, where it is about some only
public record Weakness(Kind kind, Set<Integer> numbers) {
    /// Ways in which a copy of the protocol can be weak.
    public enum Kind {
        /// The protocol itself.
        NONE,
        /// Some lookups are left out.
        LOOKUPS,
        /// Some `Zero` constraints are left out.
        ZEROS,
        /// Nobody reduces the claims on some nodes.
        CLAIMS,
        /// The prover is believed what some public or constant tensors evaluate to.
        BELIEF,
        /// Looked-up padding carries the table's tag, like logical positions.
        TAGGED_PADDING,
        /// A table's padding rows carry its tag.
        TAGGED_TABLES,
        /// Combinations repeat operands and constants into the padding.
        UNMASKED_BROADCAST,
        /// The sum of all fractions may be anything.
        FREE_ROOT,
        /// The sum's denominator may be zero.
        FREE_INVERSE
    }

    /// The protocol itself.
    public static final Weakness NONE = of(Kind.NONE);

    public static Weakness of(Kind kind, Integer... numbers) {
        return new Weakness(kind, Set.of(numbers));
    }

    public static Weakness withoutLookups(Integer... lookups) {
        return of(Kind.LOOKUPS, lookups);
    }

    public static Weakness withoutZeros(Integer... zeros) {
        return of(Kind.ZEROS, zeros);
    }

    public static Weakness withoutClaimsOn(Integer... nodes) {
        return of(Kind.CLAIMS, nodes);
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    public boolean lacks(Kind other, int number) {
        return kind == other && numbers.contains(number);
    }
}
