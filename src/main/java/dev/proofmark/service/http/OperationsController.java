package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Health and metrics on the main port too, for who cannot reach the management port; metrics ask for the key there.
@Hidden
@ConditionalOnWebApplication
@RestController
@RequestMapping("/actuator")
class OperationsController {
    private static final MediaType METRICS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final HealthEndpointWebExtension health;
    private final PrometheusMeterRegistry metrics;

    OperationsController(HealthEndpointWebExtension health, PrometheusMeterRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @GetMapping("/health")
    ResponseEntity<HealthDescriptor> health() {
        return answer(health.health(ApiVersion.LATEST, WebServerNamespace.SERVER, SecurityContext.NONE));
    }

    @GetMapping("/health/{group}")
    ResponseEntity<HealthDescriptor> health(@PathVariable String group) {
        return answer(health.health(ApiVersion.LATEST, WebServerNamespace.SERVER, SecurityContext.NONE, group));
    }

    @GetMapping("/prometheus")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok().contentType(METRICS).body(metrics.scrape());
    }

    private static ResponseEntity<HealthDescriptor> answer(WebEndpointResponse<HealthDescriptor> response) {
        if (response.getBody() == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "there is no such part of the service's health");
        }
        return ResponseEntity.status(response.getStatus()).contentType(MediaType.APPLICATION_JSON).body(response.getBody());
    }
}
