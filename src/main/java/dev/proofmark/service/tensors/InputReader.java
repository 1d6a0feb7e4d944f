package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.PrintableText;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads the JSON forms in which numbers arrive: the body of a proof request, and calibration data.
///
/// A proof request is `{"inputs": {name: nested lists}}` or `{"input_data": [flat list, ...]}`, with `inputVisibility` and
/// `context` as it likes; a field that is null or empty is a field that did not come; the fields `input_shapes` and `output_data` of other tools' files are read over. Calibration
/// data is `{"samples": [S, ...]}` with every S in that form.
/// **Errors**: `malformed-json` with line and column, `input-*`, `invalid-input`, `too-large`.
@Component
public class InputReader {
    private static final int MAX_CONTEXT_CHARS = 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to say where a NaN is, rather than that JSON has none
            .build();

    private final long maxBytes;
    private final int maxElements;

    public InputReader(ProofmarkProperties properties) {
        this.maxBytes = properties.limits().json().toBytes();
        this.maxElements = properties.limits().elements();
    }

    public InferenceInput request(byte[] json) {
        return document(json, parser -> sample(parser, new NestedListReader.Budget(maxElements)));
    }

    public List<InferenceInput> calibration(byte[] json) {
        return document(json, parser -> {
            NestedListReader.Budget budget = new NestedListReader.Budget(maxElements);
            List<InferenceInput> samples = new ArrayList<>();
            boolean seen = false;
            expect(parser, JsonToken.START_OBJECT, "an object with 'samples'");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (!parser.currentName().equals("samples")) {
                    throw unknownField(ProblemCode.INVALID_CALIBRATION, "samples", parser.currentName());
                }
                parser.nextToken();
                expect(parser, JsonToken.START_ARRAY, "a list of samples");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    samples.add(sample(parser, budget));
                }
                seen = true;
            }
            if (!seen || samples.isEmpty()) {
                throw ProblemException.of(ProblemCode.INVALID_CALIBRATION, "calibration data has no samples",
                        "{\"samples\": [S, ...]} with at least one S", seen ? "an empty list" : "no field 'samples'");
            }
            return samples;
        });
    }

    private interface Body<T> {
        T read(JsonParser parser);
    }

    private <T> T document(byte[] json, Body<T> body) {
        if (json.length > maxBytes) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, "the JSON document is too large",
                    "at most " + maxBytes + " bytes", json.length + " bytes");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw ProblemException.of(ProblemCode.MALFORMED_JSON, "the JSON document is empty", "an object", "nothing");
            }
            T value = body.read(parser);
            if (parser.nextToken() != null) {
                throw ProblemException.of(ProblemCode.MALFORMED_JSON, "something follows the JSON document",
                        "the end", "more" + at(parser.currentTokenLocation()));
            }
            return value;
        } catch (JacksonException e) {
            // the library's message may quote the document, which may be secret
            throw ProblemException.of(ProblemCode.MALFORMED_JSON, "the JSON is malformed" + at(e.getLocation()),
                    "one well-formed JSON object with each field once", "something else" + at(e.getLocation()));
        }
    }

    private InferenceInput sample(JsonParser parser, NestedListReader.Budget budget) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        List<Tensor> ordered = new ArrayList<>();
        Visibility visibility = Visibility.PRIVATE;
        String context = "";
        expect(parser, JsonToken.START_OBJECT, "an object with 'inputs' or 'input_data'");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            boolean absent = parser.nextToken() == JsonToken.VALUE_NULL;
            switch (field) {
                case "inputs" -> {
                    if (!absent) {
                        named(parser, budget, named);
                    }
                }
                case "input_data" -> {
                    if (!absent) {
                        ordered(parser, budget, ordered);
                    }
                }
                case "inputVisibility" -> visibility = absent ? visibility : visibility(parser);
                case "context" -> context = absent ? context : context(parser);
                case "input_shapes", "output_data" -> parser.skipChildren();
                default -> throw unknownField(ProblemCode.INVALID_INPUT,
                        "inputs or input_data, inputVisibility, context", field);
            }
        }
        if (named.isEmpty() == ordered.isEmpty()) {
            throw ProblemException.of(ProblemCode.INPUT_MISSING, "the input must come in one of two forms",
                    "exactly one of 'inputs' and 'input_data', with something in it", named.isEmpty() ? "neither" : "both");
        }
        return new InferenceInput(named, ordered, visibility, context);
    }

    private static void named(JsonParser parser, NestedListReader.Budget budget, Map<String, Tensor> into) {
        expect(parser, JsonToken.START_OBJECT, "an object of input names");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            into.put(name, NestedListReader.read(parser, budget, name));
        }
    }

    private static void ordered(JsonParser parser, NestedListReader.Budget budget, List<Tensor> into) {
        expect(parser, JsonToken.START_ARRAY, "a list of lists");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String name = "input_data[" + into.size() + "]";
            expect(parser, JsonToken.START_ARRAY, "a list of numbers in " + name);
            into.add(NestedListReader.read(parser, budget, name));
        }
    }

    private static Visibility visibility(JsonParser parser) {
        expect(parser, JsonToken.VALUE_STRING, "a string in 'inputVisibility'");
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
        expect(parser, JsonToken.VALUE_STRING, "a string in 'context'");
        String context = parser.getString();
        if (context.length() > MAX_CONTEXT_CHARS || !PrintableText.clean(context)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "the context cannot be used",
                    "at most " + MAX_CONTEXT_CHARS + " printable characters",
                    context.length() + " characters" + (PrintableText.clean(context) ? "" : ", not all printable"));
        }
        return context;
    }

    private static void expect(JsonParser parser, JsonToken token, String expected) {
        if (parser.currentToken() != token) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT,
                    "the JSON has another form" + at(parser.currentTokenLocation()), expected, "something else");
        }
    }

    private static ProblemException unknownField(ProblemCode code, String expected, String field) {
        return ProblemException.of(code, "a field is not understood", expected,
                field.length() > 64 ? "a field with a long name" : field);
    }

    private static String at(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
