package dev.proofmark.service.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The committed description of the API: what operation a request is, what its answers may be, whether a document has the
/// form that a schema demands.
public final class ApiDescription {
    private static final ApiDescription COMMITTED =
            new ApiDescription(YAMLMapper.builder().build().readTree(Path.of("openapi", "openapi.yaml")));
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    private ApiDescription(JsonNode document) {
        this.document = document;
    }

    public static ApiDescription committed() {
        return COMMITTED;
    }

    /// One operation with its address.
    public record Operation(String method, String path, JsonNode node) {
        public String id() {
            return node.get("operationId").stringValue();
        }

        public JsonNode responses() {
            return node.get("responses");
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(operation -> operations.add(new Operation(operation.getKey(), path.getKey(), operation.getValue()))));
        return operations;
    }

    /// The operation that a request is; fixed addresses go before those with parameters.
    public Optional<Operation> operation(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method))
                .filter(operation -> path.matches(operation.path().replaceAll("\\{\\w+}", "[^/]+")))
                .min((a, b) -> Boolean.compare(a.path().contains("{"), b.path().contains("{")));
    }

    /// What is wrong with a document by a schema of this description, whose objects have no properties but the described ones.
    public List<String> faults(JsonNode schema, JsonNode instance) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.set("components", document.get("components").deepCopy());
        root.get("components").get("schemas").forEach(ApiDescription::close);
        root.setAll((ObjectNode) schema.deepCopy());
        return SCHEMAS.getSchema(root).validate(instance).stream().map(Error::toString).toList();
    }

    /// The schema of a name.
    public JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /// What is wrong with an answer to a request; nothing where the request is none of this API.
    public List<String> faults(String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
        Operation operation = operation(method, path).orElse(null);
        if (operation == null) {
            return List.of();
        }
        JsonNode response = operation.responses().path(Integer.toString(status));
        if (response.isMissingNode()) {
            return List.of(operation.id() + " answers with the undescribed status " + status);
        }
        List<String> faults = new ArrayList<>();
        response.path("headers").properties().stream().filter(header -> header.getValue().path("required").asBoolean())
                .filter(header -> headers.keySet().stream().noneMatch(header.getKey()::equalsIgnoreCase))
                .forEach(header -> faults.add("the header " + header.getKey() + " is missing"));
        String type = headers.getOrDefault("content-type", List.of("none")).getFirst().replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        if (body.length > 0 && content.isMissingNode()) {
            faults.add(operation.id() + " answers with the undescribed content type " + type);
        } else if (type.endsWith("json")) {
            JsonNode document = JsonMapper.shared().readTree(body);
            faults.addAll(faults(content.get("schema"), document));
            JsonNode codes = response.path("x-problem-codes");
            if (status >= 400 && codes.valueStream().noneMatch(document.get("code")::equals)) {
                faults.add(operation.id() + " answers with the undescribed problem " + document.get("code"));
            }
        }
        return faults;
    }
}
