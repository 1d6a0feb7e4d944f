package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemErrorValve;
import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Makes the container below the dispatcher speak problem details too, and leaves bodies to the filters here, in this order.
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTheContainer() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemErrorValve.class.getName());
                }
            });
            factory.addContextValves(new ContinueValve());
            factory.addConnectorCustomizers(connector -> {
                connector.setParseBodyMethods("");
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                    protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
                    protocol.setMaxSwallowSize(0);
                }
            });
        };
    }

    @Bean
    UploadFolder uploadFolder(ProofmarkProperties properties) {
        return UploadFolder.open(properties.dataDir().resolve("uploads"));
    }

    @Bean
    FilterRegistrationBean<UnreadBodyFilter> unreadBodyFilter(BodyWatch watch) {
        return first(5, new UnreadBodyFilter(watch));
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            BodyPlans plans, RequestMemory memory, UploadFolder uploads, HttpProperties properties, BodyWatch watch) {
        return first(40, new BodyFilter(plans, memory, uploads, properties, watch));
    }

    private static <F extends Filter> FilterRegistrationBean<F> first(int place, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return registration;
    }
}
