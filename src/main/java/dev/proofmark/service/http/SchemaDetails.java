package dev.proofmark.service.http;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Says what annotations cannot: that an example which is itself JSON is a text where the property is one, and that null is
/// among the values of a nullable enumeration.
@Component
class SchemaDetails implements GlobalOpenApiCustomizer {
    @Override
    public void customise(OpenAPI api) {
        api.getComponents().getSchemas().values().forEach(SchemaDetails::mend);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void mend(Schema<?> schema) {
        Object example = schema.getExample();
        if (text(schema) && example != null && !(example instanceof String)) {
            schema.setExample(Json.mapper().convertValue(example, com.fasterxml.jackson.databind.JsonNode.class).toString());
        }
        if (schema.getEnum() != null && schema.getTypes() != null && schema.getTypes().contains("null")
                && !schema.getEnum().contains(null)) {
            List values = new ArrayList<>(schema.getEnum());
            values.add(null);
            ((Schema) schema).setEnum(values);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(SchemaDetails::mend);
        }
    }

    private static boolean text(Schema<?> schema) {
        return "string".equals(schema.getType()) || schema.getTypes() != null && schema.getTypes().contains("string");
    }
}
