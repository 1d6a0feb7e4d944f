package dev.proofmark.service.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long a job waited and worked.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How long a job waited and worked")
public record JobTimings(
        @Schema(description = "From the request to its first start; absent before", example = "12") @Nullable Long queuedMillis,
        @Schema(description = "From its first start to its end; absent before", example = "480") @Nullable Long runningMillis,
        @Schema(description = "Time in each stage of the successful run, by the stage's name",
                example = "{\"witness\": 3, \"commit\": 41}") Map<String, Long> stagesMillis) {
    public JobTimings {
        stagesMillis = Collections.unmodifiableMap(new LinkedHashMap<>(stagesMillis));
    }
}
