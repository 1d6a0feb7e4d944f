package dev.proofmark.service.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long a job waited and worked.
///
/// @param queuedMillis from the request to its first start; absent before
/// @param runningMillis from its first start to its end; absent before
/// @param stagesMillis time in each stage of the successful run
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobTimings(
        Long queuedMillis,
        Long runningMillis,
        @Schema(example = "{\"witness\": 3, \"commit\": 41}") Map<String, Long> stagesMillis) {
    public JobTimings {
        stagesMillis = Collections.unmodifiableMap(new LinkedHashMap<>(stagesMillis));
    }
}
