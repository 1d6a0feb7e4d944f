package dev.proofmark.service.models;

import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.engine.ModelSettings.Precision;
import dev.proofmark.service.engine.ModelSettings.Range;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the `options` part of an upload; every field is checked and none is read over. Null and empty mean absent.
@Component
class OptionsReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_SEED_CHARS = 1024;
    private static final int FRESH_SEED_BYTES = 32;
    private static final int GUESSABLE_SEED_CHARS = 20;
    static final String GUESSABLE_SEED =
            "the seed is short: who guesses it can test guesses of the weights against the verification key";

    private final Randomness randomness;

    OptionsReader(Randomness randomness) {
        this.randomness = randomness;
    }

    ModelSettings read(byte[] json) {
        Map<String, List<Integer>> shapes = Map.of();
        Map<String, Range> ranges = Map.of();
        Set<String> publicScalars = Set.of();
        Precision precision = Precision.DEFAULT;
        Visibility outputVisibility = Visibility.PUBLIC;
        String seed = null;
        for (Map.Entry<String, JsonNode> field : fields(parse(json), "options")) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "shapes" -> shapes = byInput(value, "shapes", OptionsReader::shape);
                case "inputRanges" -> ranges = byInput(value, "inputRanges", OptionsReader::range);
                case "publicScalars" -> publicScalars = names(value, "publicScalars");
                case "precision" -> precision = choice(value, "precision", Precision.values(), precision);
                case "outputVisibility" -> outputVisibility =
                        choice(value, "outputVisibility", Visibility.values(), outputVisibility);
                case "seed" -> seed = seed(value);
                default -> throw invalid("an option is not understood",
                        "shapes, inputRanges, publicScalars, precision, outputVisibility, seed", field.getKey());
            }
        }
        List<String> warnings = seed != null && seed.length() < GUESSABLE_SEED_CHARS ? List.of(GUESSABLE_SEED) : List.of();
        return new ModelSettings(shapes, ranges, publicScalars, precision, outputVisibility,
                seed == null ? randomness.bytes(FRESH_SEED_BYTES) : seedBytes(seed), warnings);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_JSON, "the part 'options' is malformed",
                    "one well-formed JSON object with each field once", "something else");
        }
    }

    private static Set<Map.Entry<String, JsonNode>> fields(JsonNode node, String name) {
        if (absent(node)) {
            return Set.of();
        }
        if (!node.isObject()) {
            throw invalid("'" + name + "' has another form", "an object", kind(node));
        }
        return node.properties();
    }

    /// What is given for single inputs.
    private static <T> Map<String, T> byInput(JsonNode node, String name, BiFunction<String, JsonNode, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : fields(node, name)) {
            if (!field.getValue().isNull()) {
                values.put(field.getKey(), read.apply(field.getKey(), field.getValue()));
            }
        }
        return values;
    }

    /// Generated clients send null or an empty text for what their user leaves out.
    private static boolean absent(JsonNode node) {
        return node.isNull() || node.isString() && node.stringValue().isEmpty();
    }

    private static List<Integer> shape(String input, JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode length : node) {
                if (length.isInt() && length.intValue() > 0) {
                    shape.add(length.intValue());
                }
            }
        }
        if (!node.isArray() || shape.size() != node.size()) {
            throw invalid("the shape of '" + input + "' is invalid", "a list of positive integers", kind(node));
        }
        return shape;
    }

    private static Range range(String input, JsonNode node) {
        if (!node.isArray() || node.size() != 2 || !node.get(0).isNumber() || !node.get(1).isNumber()) {
            throw invalid("the range of '" + input + "' is invalid", "[lowest, highest]", kind(node));
        }
        double low = node.get(0).doubleValue();
        double high = node.get(1).doubleValue();
        if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
            throw invalid("the range of '" + input + "' is invalid", "finite [lowest, highest] with lowest below highest",
                    "[" + low + ", " + high + "]");
        }
        return new Range(low, high);
    }

    private static Set<String> names(JsonNode node, String name) {
        Set<String> names = new LinkedHashSet<>();
        if (absent(node)) {
            return names;
        }
        if (!node.isArray()) {
            throw invalid("'" + name + "' has another form", "a list of names", kind(node));
        }
        for (JsonNode entry : node) {
            if (!entry.isString()) {
                throw invalid("'" + name + "' holds something else than names", "a list of strings", kind(entry));
            }
            names.add(entry.stringValue());
        }
        return names;
    }

    private static <E extends Enum<E>> E choice(JsonNode node, String name, E[] choices, E absent) {
        if (absent(node)) {
            return absent;
        }
        List<String> words = new ArrayList<>();
        for (E choice : choices) {
            String word = choice.name().toLowerCase(Locale.ROOT);
            if (node.isString() && node.stringValue().equals(word)) {
                return choice;
            }
            words.add("\"" + word + "\"");
        }
        throw invalid("'" + name + "' is not understood", String.join(" or ", words), "something else");
    }

    /// The seed that a text stands for: the SHA-256 of its UTF-8 form.
    static byte[] seedBytes(String text) {
        return HexFormat.of().parseHex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String seed(JsonNode node) {
        if (absent(node)) {
            return null;
        }
        String text = node.isString() ? node.stringValue() : node.isIntegralNumber() ? node.bigIntegerValue().toString() : "";
        if (text.isEmpty() || text.length() > MAX_SEED_CHARS) {
            throw invalid("'seed' is invalid", "a string of 1 to " + MAX_SEED_CHARS + " characters",
                    node.isString() ? text.length() + " characters" : kind(node));
        }
        return text;
    }

    private static ProblemException invalid(String detail, String expected, String actual) {
        return ProblemException.of(ProblemCode.INVALID_OPTIONS, detail, expected, actual);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            default -> "something else";
        };
    }
}
