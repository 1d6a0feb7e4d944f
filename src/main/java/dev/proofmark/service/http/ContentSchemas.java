package dev.proofmark.service.http;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Brings the schemas of texts that hold JSON into the API's description: the library writes the references alone.
@Component
class ContentSchemas implements ModelConverter, GlobalOpenApiCustomizer {
    /// Of the whole process, like what the library resolves once and keeps.
    private static final Set<Class<?>> DOCUMENTS = ConcurrentHashMap.newKeySet();

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && java.getRawClass().isRecord()) {
            for (RecordComponent component : java.getRawClass().getRecordComponents()) {
                var schema = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
                if (schema != null && schema.contentSchema() != Void.class) {
                    DOCUMENTS.add(schema.contentSchema());
                }
            }
        }
        return resolved;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        DOCUMENTS.forEach(document -> ModelConverters.getInstance(true).readAll(document).forEach(schemas::putIfAbsent));
    }
}
