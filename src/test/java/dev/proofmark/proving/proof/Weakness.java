package dev.proofmark.proving.proof;

import java.util.Set;

/// The one defence that a copy of the protocol lacks.
///
/// @param lookups           numbers of lookups that are left out
/// @param zeros             numbers of `Zero` constraints that are left out
/// @param nodes             expressions whose claims nobody reduces
/// @param taggedPadding     looked-up padding carries the table's tag, like logical positions
/// @param taggedTables      a table's padding rows carry its tag
/// @param unmaskedBroadcast combinations repeat operands and constants into the padding
/// @param freeRoot          the sum of all fractions may be anything
public record Weakness(Set<Integer> lookups, Set<Integer> zeros, Set<Integer> nodes, boolean taggedPadding,
                       boolean taggedTables, boolean unmaskedBroadcast, boolean freeRoot) {
    /// The protocol itself.
    public static final Weakness NONE = new Weakness(Set.of(), Set.of(), Set.of(), false, false, false, false);

    public static Weakness withoutLookups(Integer... lookups) {
        return new Weakness(Set.of(lookups), Set.of(), Set.of(), false, false, false, false);
    }

    public static Weakness withoutZeros(Integer... zeros) {
        return new Weakness(Set.of(), Set.of(zeros), Set.of(), false, false, false, false);
    }

    public static Weakness withoutClaimsOn(Integer... nodes) {
        return new Weakness(Set.of(), Set.of(), Set.of(nodes), false, false, false, false);
    }

    public static Weakness withTaggedPadding() {
        return new Weakness(Set.of(), Set.of(), Set.of(), true, false, false, false);
    }

    public static Weakness withTaggedTables() {
        return new Weakness(Set.of(), Set.of(), Set.of(), false, true, false, false);
    }

    public static Weakness withUnmaskedBroadcast() {
        return new Weakness(Set.of(), Set.of(), Set.of(), false, false, true, false);
    }

    public static Weakness withFreeRoot() {
        return new Weakness(Set.of(), Set.of(), Set.of(), false, false, false, true);
    }
}
