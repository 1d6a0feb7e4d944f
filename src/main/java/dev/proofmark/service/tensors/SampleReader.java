package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.MemoryShare;
import dev.proofmark.service.platform.PrintableText;
import dev.proofmark.service.tensors.Signature.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one inference's input from a document.
///
/// Where the model's inputs are known, an input that is not among them, one too many, or an element too many ends the reading
/// there. Where they are not, every sample and tensor is charged with the objects that hold it.
final class SampleReader {
    private static final int MAX_CONTEXT_CHARS = 1024;
    private static final int SAMPLE_BYTES = 256;
    private static final int TENSOR_BYTES = 256;

    private final List<Port> ports;
    private final ElementLimit elements;
    private final MemoryShare memory;

    /// @param ports what the model takes; null where that is not known
    SampleReader(List<Port> ports, ElementLimit elements, MemoryShare memory) {
        this.ports = ports;
        this.elements = elements;
        this.memory = memory;
    }

    /// Reads the object that begins at the parser's current token.
    InferenceInput read(JsonParser parser) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        List<Tensor> ordered = new ArrayList<>();
        Visibility visibility = Visibility.PRIVATE;
        String context = "";
        InputReader.expect(parser, JsonToken.START_OBJECT, "an object with 'inputs' or 'input_data'");
        memory.take(SAMPLE_BYTES);
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            boolean absent = parser.nextToken() == JsonToken.VALUE_NULL;
            switch (field) {
                case "inputs" -> {
                    if (!absent) {
                        named(parser, named);
                    }
                }
                case "input_data" -> {
                    if (!absent) {
                        ordered(parser, ordered);
                    }
                }
                case "inputVisibility" -> visibility = absent ? visibility : visibility(parser);
                case "context" -> context = absent ? context : context(parser);
                case "input_shapes", "output_data" -> parser.skipChildren();
                default -> throw InputReader.unknownField(ProblemCode.INVALID_INPUT,
                        "inputs or input_data, inputVisibility, context", field);
            }
            if (!seen.add(field)) {
                throw InputReader.twice(parser);
            }
        }
        if (named.isEmpty() == ordered.isEmpty()) {
            throw ProblemException.of(ProblemCode.INPUT_MISSING, "the input must come in one of two forms",
                    "exactly one of 'inputs' and 'input_data', with something in it", named.isEmpty() ? "neither" : "both");
        }
        return new InferenceInput(named, ordered, visibility, context);
    }

    /// A sample that is the list of its only input.
    InferenceInput list(JsonParser parser, String name) {
        memory.take(SAMPLE_BYTES);
        return new InferenceInput(Map.of(), List.of(tensor(parser, name, null)), Visibility.PRIVATE, "");
    }

    private void named(JsonParser parser, Map<String, Tensor> into) {
        InputReader.expect(parser, JsonToken.START_OBJECT, "an object of input names");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (into.containsKey(name)) {
                throw InputReader.twice(parser);
            }
            parser.nextToken();
            into.put(name, tensor(parser, name, ports == null ? null : InputCheck.port(ports, name)));
        }
    }

    private void ordered(JsonParser parser, List<Tensor> into) {
        InputReader.expect(parser, JsonToken.START_ARRAY, "a list of lists");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String name = "input_data[" + into.size() + "]";
            InputReader.expect(parser, JsonToken.START_ARRAY, "a list of numbers in " + name);
            if (ports != null && into.size() == ports.size()) {
                throw InputCheck.otherNumber(ports, "more");
            }
            into.add(tensor(parser, name, ports == null ? null : ports.get(into.size())));
        }
    }

    private Tensor tensor(JsonParser parser, String name, Port port) {
        memory.take(TENSOR_BYTES + 2L * name.length());
        return NestedListReader.read(parser, elements, memory, name, port);
    }

    private static Visibility visibility(JsonParser parser) {
        InputReader.expect(parser, JsonToken.VALUE_STRING, "a string in 'inputVisibility'");
        String text = parser.getString();
        if (text.isEmpty()) {
            return Visibility.PRIVATE;
        }
        for (Visibility visibility : Visibility.values()) {
            if (visibility.wire().equals(text)) {
                return visibility;
            }
        }
        throw ProblemException.of(ProblemCode.INVALID_INPUT, "'inputVisibility' is not understood",
                "\"private\" or \"public\"", "another word");
    }

    private static String context(JsonParser parser) {
        InputReader.expect(parser, JsonToken.VALUE_STRING, "a string in 'context'");
        String context = parser.getString();
        if (context.length() > MAX_CONTEXT_CHARS || !PrintableText.acceptable(context)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "the context cannot be used",
                    "at most " + MAX_CONTEXT_CHARS + " printable characters",
                    context.length() + " characters" + (PrintableText.acceptable(context) ? "" : ", not all printable"));
        }
        return context;
    }
}
