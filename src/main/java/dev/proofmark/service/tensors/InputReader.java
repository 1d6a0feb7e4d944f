package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.MemoryShare;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.tensors.Signature.Port;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads the JSON forms in which numbers arrive: the body of a proof request, and calibration data.
///
/// A proof request is `{"inputs": {name: nested lists}}` or `{"input_data": [flat list, ...]}`, with `inputVisibility` and
/// `context` as it likes; a field that is null or empty is a field that did not come; the fields `input_shapes` and
/// `output_data` of other tools' files are read over. Calibration data is `{"samples": [S, ...]}` with every S in that form, or a
/// nested list for a model of one input: the rows of a matrix are samples. The list may come alone.
///
/// **Errors**: `malformed-json` with line and column, `input-*`, `invalid-input`, `too-large`.
/// **Cost** in memory is taken of a share before it is allocated; beyond what the model takes, nothing is.
@Component
public class InputReader {
    private static final int LONGEST_TEXT = 64 << 10;
    /// An input in the bytes that are sealed and stored, beside its numbers.
    private static final int STORED_COPIES = 3;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to say where a NaN is, rather than that JSON has none
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
            .build();

    private final long maxBytes;
    private final int maxElements;

    public InputReader(ProofmarkProperties properties) {
        this.maxBytes = properties.limits().json().toBytes();
        this.maxElements = properties.limits().elements();
    }

    /// The body of a proof request of a model that takes `ports`.
    public InferenceInput request(InputStream json, List<Port> ports, MemoryShare memory) {
        SampleReader samples = new SampleReader(ports, new ElementLimit(maxElements), memory);
        InferenceInput input = document(json, samples::read);
        memory.take(STORED_COPIES * input.elements() * Double.BYTES);
        return input;
    }

    public InferenceInput request(byte[] json, List<Port> ports, MemoryShare memory) {
        return request(new ByteArrayInputStream(bounded(json)), ports, memory);
    }

    /// A request of the service's own, whose memory is counted elsewhere.
    public InferenceInput request(byte[] json) {
        return request(json, null, MemoryShare.UNCOUNTED);
    }

    /// Calibration data that was accepted before, for a job, whose memory is counted elsewhere.
    public List<InferenceInput> calibration(byte[] json) {
        return calibration(json, MemoryShare.UNCOUNTED);
    }

    public List<InferenceInput> calibration(byte[] json, MemoryShare memory) {
        SampleReader reader = new SampleReader(null, new ElementLimit(maxElements), memory);
        return document(new ByteArrayInputStream(bounded(json)), parser -> {
            List<InferenceInput> samples = new ArrayList<>();
            boolean listed = parser.currentToken() == JsonToken.START_ARRAY;
            if (listed) {
                samples(parser, reader, samples);
            } else {
                expect(parser, JsonToken.START_OBJECT, "an object with 'samples', or a list of samples");
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    if (!parser.currentName().equals("samples")) {
                        throw unknownField(ProblemCode.INVALID_CALIBRATION, "samples", parser.currentName());
                    }
                    if (listed) {
                        throw twice(parser);
                    }
                    parser.nextToken();
                    expect(parser, JsonToken.START_ARRAY, "a list of samples");
                    samples(parser, reader, samples);
                    listed = true;
                }
            }
            if (samples.isEmpty()) {
                throw ProblemException.of(ProblemCode.INVALID_CALIBRATION, "calibration data has no samples",
                        "{\"samples\": [S, ...]} with at least one S", listed ? "an empty list" : "no field 'samples'");
            }
            return samples;
        });
    }

    private static void samples(JsonParser parser, SampleReader reader, List<InferenceInput> into) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String name = "samples[" + into.size() + "]";
            try {
                into.add(parser.currentToken() == JsonToken.START_ARRAY ? reader.list(parser, name) : reader.read(parser));
            } catch (ProblemException e) {
                throw e.at("calibration " + name);
            }
        }
    }

    private interface Body<T> {
        T read(JsonParser parser);
    }

    private byte[] bounded(byte[] json) {
        if (json.length > maxBytes) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, "the JSON document is too large",
                    "at most " + maxBytes + " bytes", json.length + " bytes");
        }
        return json;
    }

    private static <T> T document(InputStream json, Body<T> body) {
        try (json; JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw ProblemException.of(ProblemCode.MALFORMED_JSON, "the JSON document is empty", "an object", "nothing");
            }
            T value = body.read(parser);
            if (parser.nextToken() != null) {
                throw ProblemException.of(ProblemCode.MALFORMED_JSON, "something follows the JSON document",
                        "the end", "more" + at(parser.currentTokenLocation()));
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "a text, a number or a nesting of the JSON is too long"
                    + at(e.getLocation()), "texts of at most " + LONGEST_TEXT + " characters, numbers of 1000 digits, 500 levels",
                    "more");
        } catch (JacksonException e) {
            // the library's message may quote the document, which may be secret
            throw ProblemException.of(ProblemCode.MALFORMED_JSON, "the JSON is malformed" + at(e.getLocation()),
                    "one well-formed JSON object with each field once", "something else" + at(e.getLocation()));
        } catch (IOException e) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, "the body could not be read again");
        }
    }

    static void expect(JsonParser parser, JsonToken token, String expected) {
        if (parser.currentToken() != token) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT,
                    "the JSON has another form" + at(parser.currentTokenLocation()), expected, "something else");
        }
    }

    static ProblemException twice(JsonParser parser) {
        return ProblemException.of(ProblemCode.MALFORMED_JSON, "a field came twice" + at(parser.currentTokenLocation()),
                "one well-formed JSON object with each field once", "a field twice");
    }

    static ProblemException unknownField(ProblemCode code, String expected, String field) {
        return ProblemException.of(code, "a field is not understood", expected,
                field.length() > 64 ? "a field with a long name" : field);
    }

    private static String at(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
