package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A point at which a multilinear extension is evaluated, most significant variable first.
public record Point(List<Coordinate> coordinates) implements Comparable<Point> {
    public static final Point EMPTY = new Point(List.of());

    public Point {
        coordinates = List.copyOf(coordinates);
    }

    /// By the ordinals of the coordinates, so that equal means the same challenges. Points of a hostile circuit are kept by this
    /// order: hashes of them can be made to collide.
    @Override
    public int compareTo(Point that) {
        int common = Math.min(size(), that.size());
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(get(i).variable(), that.get(i).variable());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(size(), that.size());
    }

    public int size() {
        return coordinates.size();
    }

    public Coordinate get(int i) {
        return coordinates.get(i);
    }

    public Fr value(int i) {
        return coordinates.get(i).value();
    }

    public Fr[] values() {
        Fr[] values = new Fr[coordinates.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = coordinates.get(i).value();
        }
        return values;
    }

    public Point slice(int from, int to) {
        return new Point(coordinates.subList(from, to));
    }

    public Point last(int count) {
        return slice(size() - count, size());
    }

    public Point then(Point more) {
        List<Coordinate> all = new ArrayList<>(coordinates);
        all.addAll(more.coordinates);
        return new Point(all);
    }

    /// This point preceded by zero coordinates up to `size`.
    public Point leadingZeros(int size) {
        return new Point(Collections.nCopies(size - size(), Coordinate.ZERO)).then(this);
    }
}
