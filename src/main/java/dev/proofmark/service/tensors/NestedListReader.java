package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.MemoryShare;
import dev.proofmark.service.tensors.Signature.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one value of nested lists of numbers, in one pass and without building it first.
///
/// **Requires** that all lists of one depth have one length and hold either lists or numbers.
/// **Cost** 8 bytes per element, at most doubled while growing, taken of the request's memory before it is allocated; never
/// more elements than the input has.
final class NestedListReader {
    private static final int MAX_DEPTH = 16;
    private static final int FIRST_ELEMENTS = 4;

    private final JsonParser parser;
    private final ElementLimit document;
    private final MemoryShare memory;
    private final String name;
    private final Port port;
    private final long most;
    private final int[] lengths = new int[MAX_DEPTH];
    private final int[] position = new int[MAX_DEPTH];
    private int numbersAtDepth = -1;
    private double[] values = new double[FIRST_ELEMENTS];
    private int count;

    private NestedListReader(JsonParser parser, ElementLimit document, MemoryShare memory, String name, Port port) {
        this.parser = parser;
        this.document = document;
        this.memory = memory;
        this.name = name;
        this.port = port;
        this.most = port == null ? Long.MAX_VALUE : port.elements();
        Arrays.fill(lengths, -1);
    }

    /// Reads the value that begins at the parser's current token.
    ///
    /// @param port the input it is for; null where that is not known
    static Tensor read(JsonParser parser, ElementLimit document, MemoryShare memory, String name, Port port) {
        NestedListReader reader = new NestedListReader(parser, document, memory, name, port);
        reader.value(parser.currentToken(), 0);
        List<Integer> shape = new ArrayList<>();
        for (int depth = 0; depth < MAX_DEPTH && reader.lengths[depth] >= 0; depth++) {
            shape.add(reader.lengths[depth]);
        }
        return new Tensor(shape, reader.count == reader.values.length ? reader.values
                : Arrays.copyOf(reader.values, reader.count));
    }

    private void value(JsonToken token, int depth) {
        switch (token) {
            case START_ARRAY -> list(depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(depth);
            default -> throw ProblemException.of(ProblemCode.INPUT_NOT_A_NUMBER,
                    "'%s' has an element that is not a number%s".formatted(name, place(depth)),
                    "nested lists of numbers", kind(token));
        }
    }

    private void list(int depth) {
        if (depth >= MAX_DEPTH) {
            throw shape("lists nested at most " + MAX_DEPTH + " deep", "deeper ones", depth);
        }
        if (numbersAtDepth >= 0 && depth >= numbersAtDepth) {
            throw shape("a number", "a list", depth);
        }
        int length = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            position[depth] = length++;
            value(token, depth + 1);
        }
        if (lengths[depth] < 0) {
            lengths[depth] = length;
        } else if (lengths[depth] != length) {
            throw shape(lengths[depth] + " elements", length + " elements", depth);
        }
    }

    private void number(int depth) {
        if (numbersAtDepth < 0) {
            numbersAtDepth = depth;
        }
        if (depth != numbersAtDepth || (depth < MAX_DEPTH && lengths[depth] >= 0)) {
            throw shape("a list", "a number", depth);
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw ProblemException.of(ProblemCode.INPUT_NOT_A_NUMBER,
                    "'%s' has an element that is not finite%s".formatted(name, place(depth)),
                    "a finite number", Double.isNaN(value) ? "NaN" : "an infinite one");
        }
        document.take();
        if (count >= most) {
            throw InputCheck.otherShape(port, "more elements");
        }
        if (count == values.length) {
            grow();
        }
        values[count++] = value;
    }

    private void grow() {
        int longer = (int) Math.min(Math.multiplyExact(count, 2L), Math.min(most, Integer.MAX_VALUE - 64));
        memory.take((long) Double.BYTES * longer);
        values = Arrays.copyOf(values, longer);
        memory.giveBack((long) Double.BYTES * (count == FIRST_ELEMENTS ? 0 : count));
    }

    private ProblemException shape(String expected, String actual, int depth) {
        return ProblemException.of(ProblemCode.INPUT_SHAPE,
                "the nested lists of '%s' do not form a tensor%s".formatted(name, place(depth)), expected, actual);
    }

    private String place(int depth) {
        return depth == 0 ? "" : " at " + Arrays.toString(Arrays.copyOf(position, Math.min(depth, MAX_DEPTH)));
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case START_OBJECT -> "an object";
            default -> "something else";
        };
    }
}
