package dev.proofmark.service.platform;

import jakarta.servlet.MultipartConfigElement;
import java.nio.file.Path;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the container below the dispatcher speak problem details too, and keeps its scratch files private.
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTheContainer() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorValve.class.getName());
            }
        });
    }

    /// Parts of uploads pass through files of the data folder, for the time of the request.
    @Bean
    MultipartConfigElement uploads(ProofmarkProperties properties) {
        Path folder = PrivateFiles.folder(properties.dataDir().resolve("uploads"));
        long limit = properties.limits().upload().toBytes();
        return new MultipartConfigElement(folder.toString(), limit, limit, 0);
    }
}
