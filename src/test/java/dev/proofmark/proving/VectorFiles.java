package dev.proofmark.proving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vectors' files, and the line of docs/protocol.md that ties their bytes to the protocol's version.
record VectorFiles(Path folder, Path protocol) {
    static final String HINT =
            "raise Format.VERSION (keys and proofs of the version before are refused then), change docs/protocol.md (sections "
                    + "14 and 15) and src/test/python/independent_verifier.py with it, and write the vectors anew: "
                    + "./mvnw test -Dtest=ProofVectorsTest -Dproofmark.vectors.write=true";

    private static final Pattern RECORD = Pattern.compile("(Vectors of version )(\\d+)([^`]*`)([0-9a-f]{64})(`)");

    /// What the protocol says of its vectors.
    record Recorded(int version, String digest) {
    }

    static String file(String name) {
        return "proof-" + name + ".json";
    }

    JsonNode committed(String name) {
        return JsonMapper.builder().build().readTree(folder.resolve(file(name)).toFile());
    }

    /// SHA-256 over the files in alphabetical order: name, line feed, bytes.
    String digest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List<Path> vectors = files.filter(file -> file.getFileName().toString().startsWith("proof-")).sorted().toList();
            for (Path file : vectors) {
                sha.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Recorded recorded() throws IOException {
        Matcher line = RECORD.matcher(Files.readString(protocol));
        if (!line.find()) {
            throw new IllegalStateException(protocol + " has no line `Vectors of version N ... SHA-256`");
        }
        return new Recorded(Integer.parseInt(line.group(2)), line.group(4));
    }

    /// Writes the vectors and their digest, all or none. Bytes that were committed under a version stay as long as the
    /// version does: new vectors may join them. What the second verifier rejects is never written.
    ///
    /// @param refusal why the second verifier rejects a vector's file
    ///
    /// **Errors** `IllegalStateException` that says what to do.
    void write(Map<String, JsonNode> made, int version, Function<Path, Optional<String>> refusal) throws IOException {
        Recorded recorded = recorded();
        if (version < recorded.version()) {
            throw new IllegalStateException("Format.VERSION is " + version + ", but the vectors are of version " + recorded.version());
        }
        if (version == recorded.version()) {
            requireUnchanged(made, recorded);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> vector : made.entrySet()) {
            texts.put(vector.getKey(),
                    JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(vector.getValue()) + "\n");
            Path candidate = Files.createTempFile("proof-" + vector.getKey(), ".json");
            try {
                Files.writeString(candidate, texts.get(vector.getKey()));
                refusal.apply(candidate).ifPresent(reason -> {
                    throw new IllegalStateException("the second verifier does not accept vector " + vector.getKey() + ": " + reason
                            + ". It follows docs/protocol.md: change document and src/test/python/independent_verifier.py, or the code");
                });
            } finally {
                Files.delete(candidate);
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(file(text.getKey())), text.getValue());
        }
        Matcher line = RECORD.matcher(Files.readString(protocol));
        Files.writeString(protocol, line.replaceFirst("$1" + version + "$3" + digest() + "$5"));
    }

    private void requireUnchanged(Map<String, JsonNode> made, Recorded recorded) throws IOException {
        if (!digest().equals(recorded.digest())) {
            throw new IllegalStateException("the files in " + folder + " are not those that " + protocol + " records for version "
                    + recorded.version() + ": restore them first");
        }
        made.forEach((name, vector) -> {
            if (Files.exists(folder.resolve(file(name)))) {
                FirstDifference.between(committed(name), vector).ifPresent(difference -> {
                    throw new IllegalStateException("vector " + name + " changed under the unchanged version " + recorded.version() + ": "
                            + difference + ". To change the protocol on purpose, " + HINT);
                });
            }
        });
    }
}
