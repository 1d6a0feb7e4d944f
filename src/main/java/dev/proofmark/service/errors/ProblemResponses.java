package dev.proofmark.service.errors;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Describes the refusals of every operation: one answer for each status, with the codes it comes with.
///
/// What any operation, and any with a JSON body or a multipart body can answer follows from its form; the rest is in its
/// [Problems].
@Component
class ProblemResponses implements GlobalOperationCustomizer {
    private static final String MULTIPART = "multipart/form-data";
    private static final Set<ProblemCode> ANYWHERE = EnumSet.of(ProblemCode.MALFORMED_REQUEST, ProblemCode.INVALID_PARAMETER,
            ProblemCode.UNAUTHORIZED, ProblemCode.FOREIGN_ORIGIN,
            ProblemCode.NOT_ACCEPTABLE, ProblemCode.MISDIRECTED, ProblemCode.INTERNAL_ERROR, ProblemCode.UNAVAILABLE,
            ProblemCode.STORAGE_FULL);
    private static final Set<ProblemCode> OF_BODIES =
            EnumSet.of(ProblemCode.BODY_TOO_SLOW, ProblemCode.TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    ProblemCode.STORAGE_FULL);
    private static final Set<ProblemCode> OF_PARTS =
            EnumSet.of(ProblemCode.MALFORMED_MULTIPART, ProblemCode.MISSING_PART, ProblemCode.UNEXPECTED_PART);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Set<ProblemCode> codes = EnumSet.copyOf(ANYWHERE);
        if (operation.getRequestBody() != null) {
            codes.addAll(OF_BODIES);
            if (operation.getRequestBody().getContent().containsKey(MULTIPART)) {
                codes.addAll(OF_PARTS);
            } else {
                codes.add(ProblemCode.MALFORMED_JSON);
            }
        }
        Problems own = handler.getMethodAnnotation(Problems.class);
        if (own != null) {
            codes.addAll(List.of(own.value()));
        }
        codes.stream()
                .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()))
                .forEach((status, reasons) -> operation.getResponses()
                        .addApiResponse(String.valueOf(status.value()), response(status, reasons)));
        return operation;
    }

    private static ApiResponse response(HttpStatus status, Collection<ProblemCode> codes) {
        ApiResponse response = new ApiResponse()
                .description(codes.stream().map(code -> "`" + code.wire() + "`: " + code.title())
                        .collect(Collectors.joining("\n\n")))
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        response.addExtension("x-problem-codes", codes.stream().map(ProblemCode::wire).toList());
        headers(status).forEach(response::addHeaderObject);
        return response;
    }

    private static Map<String, Header> headers(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> Map.of(HttpHeaders.WWW_AUTHENTICATE, new Header().description("the scheme of the key")
                    .required(true).schema(new StringSchema().example("Bearer")));
            case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE, INSUFFICIENT_STORAGE -> Map.of(HttpHeaders.RETRY_AFTER,
                    new Header().description("seconds to wait before the request is sent again").required(true)
                            .schema(new IntegerSchema().example(5)));
            case CONFLICT -> Map.of(HttpHeaders.RETRY_AFTER,
                    new Header().description("seconds to wait before the request is sent again, where that can help")
                            .schema(new IntegerSchema().example(5)));
            default -> Map.of();
        };
    }
}
