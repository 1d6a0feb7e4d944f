package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemErrorValve;
import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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
                connector.setAllowTrace(true); // for the dispatcher to refuse, which knows the methods that there are
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
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        return first(0, new RequestIdFilter());
    }

    @Bean
    FilterRegistrationBean<UnreadBodyFilter> unreadBodyFilter(BodyWatch watch) {
        return first(5, new UnreadBodyFilter(watch));
    }

    @Bean(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME)
    DispatcherServlet dispatcher() {
        return new TraceRefusingDispatcher();
    }

    @Bean
    FilterRegistrationBean<BrowserFilter> browserFilter(HttpProperties properties) {
        return first(7, new BrowserFilter(properties));
    }

    /// Pages of the allowed origins may read answers, which browsers ask for with preflight requests that hold no key.
    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginFilter(HttpProperties properties) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(properties.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        rules.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, RequestIdFilter.HEADER, "traceparent"));
        rules.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, RequestIdFilter.HEADER));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", rules);
        FilterRegistrationBean<CorsFilter> registration = first(8, new CorsFilter(everywhere));
        registration.setEnabled(!properties.allowedOrigins().isEmpty());
        return registration;
    }

    @Bean
    FilterRegistrationBean<QueryFilter> queryFilter() {
        return first(30, new QueryFilter());
    }

    @Bean
    WebMvcConfigurer parametersOfHandlers() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new QueryFilter());
                registry.addInterceptor(new RemovalLog());
            }
        };
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            BodyPlans plans, RequestMemory memory, UploadFolder uploads, HttpProperties properties, BodyWatch watch,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> failures) {
        return first(40, new BodyFilter(plans, memory, uploads, properties, watch, failures));
    }

    private static <F extends Filter> FilterRegistrationBean<F> first(int place, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return registration;
    }
}
