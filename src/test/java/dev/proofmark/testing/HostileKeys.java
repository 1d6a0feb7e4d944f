package dev.proofmark.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Key files that ask for as much of one kind of work as the limits of sizes and counts let a file ask for.
public final class HostileKeys {
    private static final int[] SCALAR = {};

    private HostileKeys() {
    }

    /// One column of 2^24 values, named by as many lookups as there may be.
    public static byte[] longColumnInManyLookups() {
        RawCircuit c = new RawCircuit();
        int column = c.stored(new byte[1 << 24]);
        int table = c.table(1 << 24, column);
        int x = c.witness();
        for (int i = 0; i < 1 << 17; i++) {
            c.lookup(table, x);
        }
        return c.key(14);
    }

    /// As many inputs as there may be, each in many lookups of one long column that lies outside its port's range at the end.
    public static byte[] portsOfALongColumn() {
        RawCircuit c = new RawCircuit();
        byte[] values = new byte[1 << 24];
        values[values.length - 1] = 2;
        int column = c.stored(values);
        int table = c.table(values.length, column);
        for (int i = 0; i < 1 << 10; i++) {
            int x = c.input();
            c.inputPort(x, 0, 1);
            for (int j = 0; j < 128; j++) {
                c.lookup(table, x);
            }
        }
        return c.key(14);
    }

    /// Sums of one value 4096 times, each time with a fraction.
    public static byte[] fractions(int sums) {
        RawCircuit c = new RawCircuit();
        int bit = c.range(0, 2);
        int x = c.witness();
        c.lookup(bit, x);
        int[] operands = new int[1 << 12];
        Arrays.fill(operands, x);
        for (int i = 0; i < sums; i++) {
            c.lookup(bit, c.combine(SCALAR, 1, 60, operands));
        }
        return c.key(14);
    }

    /// Sums of one input and one witness 4095 times that are looked up as a range of the input, each in so many lookups.
    public static byte[] inputSums(int sums, int lookups) {
        RawCircuit c = new RawCircuit();
        int bit = c.range(0, 2);
        int w = c.witness();
        c.lookup(bit, w);
        int x = c.input();
        c.inputPort(x, -5000, 5000);
        int[] operands = new int[1 << 12];
        Arrays.fill(operands, w);
        operands[operands.length - 1] = x;
        for (int i = 0; i < sums; i++) {
            int sum = c.combine(SCALAR, 1, 0, operands);
            for (int j = 0; j < lookups; j++) {
                c.lookup(bit, sum);
            }
        }
        return c.key(14);
    }

    /// Views of one tensor of 2^20 cells in sums that claim each once, so that the tensor is claimed at as many orders of
    /// one point's coordinates.
    public static byte[] views(List<int[]> orders) {
        RawCircuit c = new RawCircuit();
        int bit = c.range(0, 2);
        int[] axes = new int[20];
        Arrays.fill(axes, 2);
        int x = c.witness(axes);
        c.lookup(bit, x);
        for (int from = 0; from < orders.size(); from += 1 << 12) {
            int[] operands = orders.subList(from, Math.min(orders.size(), from + (1 << 12))).stream()
                    .mapToInt(order -> c.view(x, axes, order)).toArray();
            c.zero(c.combine(axes, 1, 0, operands));
        }
        return c.key(14);
    }

    /// Orders of twenty coordinates with consecutive numbers whose polynomial hash is that of the identity: the first ten and the
    /// last ten are permuted among themselves, and a change of one half's hash is undone by the other's.
    public static List<int[]> collidingOrders() {
        List<int[]> orders = new ArrayList<>();
        int[][] firsts = permutations();
        long[] keyed = new long[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            keyed[i] = (long) hash(firsts[i], 10) << 32 | i;
        }
        Arrays.sort(keyed);
        int aim = hash(firsts[0], 10) + hash(firsts[0], 0);
        for (int[] last : firsts) {
            int wanted = aim - hash(last, 0);
            int at = Arrays.binarySearch(keyed, (long) wanted << 32);
            for (int k = at < 0 ? -at - 1 : at; k < keyed.length && (int) (keyed[k] >> 32) == wanted; k++) {
                int[] order = new int[20];
                for (int i = 0; i < 10; i++) {
                    order[i] = firsts[(int) keyed[k]][i];
                    order[10 + i] = 10 + last[i];
                }
                orders.add(order);
            }
        }
        return orders;
    }

    /// What a half adds to the hash of a list of numbers, `after` numbers before its end.
    private static int hash(int[] half, int after) {
        int sum = 0;
        for (int value : half) {
            sum = 31 * sum + value;
        }
        for (int i = 0; i < after; i++) {
            sum *= 31;
        }
        return sum;
    }

    /// The identity and many other orders of ten numbers, no two the same.
    private static int[][] permutations() {
        List<int[]> all = new ArrayList<>();
        permute(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, all);
        return all.toArray(int[][]::new);
    }

    private static void permute(int[] order, int fixed, List<int[]> all) {
        if (fixed == order.length) {
            all.add(order.clone());
            return;
        }
        for (int i = fixed; i < order.length; i++) {
            swap(order, fixed, i);
            permute(order, fixed + 1, all);
            swap(order, fixed, i);
        }
    }

    private static void swap(int[] order, int i, int j) {
        int value = order[i];
        order[i] = order[j];
        order[j] = value;
    }

    /// Any orders of twenty coordinates.
    public static List<int[]> randomOrders(int count, long seed) {
        Random random = new Random(seed);
        List<int[]> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] order = new int[20];
            for (int k = 0; k < 20; k++) {
                int at = random.nextInt(k + 1);
                order[k] = order[at];
                order[at] = k;
            }
            orders.add(order);
        }
        return orders;
    }

    /// Table columns of one value, each in a row of its own.
    public static byte[] tinyTables(int tables) {
        RawCircuit c = new RawCircuit();
        int columns = Math.min(8, (1 << 16) / tables - 1);
        int[] ids = new int[tables * columns];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = c.stored(new byte[1]);
        }
        for (int i = 0; i < tables; i++) {
            c.table(1, Arrays.copyOfRange(ids, i * columns, (i + 1) * columns));
        }
        return c.key(14);
    }

    /// The longest rows that a byte can ask for.
    public static byte[] longestRows(int columnBits) {
        RawCircuit c = new RawCircuit();
        c.range(0, 2);
        return c.key(columnBits);
    }

    /// Windows over a million entries, each claimed.
    public static byte[] windows(int count) {
        RawCircuit c = new RawCircuit();
        int bit = c.range(0, 2);
        int x = c.witness(2);
        c.lookup(bit, x);
        for (int i = 0; i < count; i++) {
            c.zero(c.window(x, 2, 1 << 10, 1 << 10));
        }
        return c.key(14);
    }

    /// Weights whose ranges collide in a hash of their ends, each of which wants a table of its own.
    public static byte[] collidingRanges(int weights) {
        RawCircuit c = new RawCircuit();
        c.range(0, 2);
        for (int i = 0; i < weights; i++) {
            c.weight(-(long) i, 31L * (weights - i));
        }
        return c.key(14);
    }
}
