package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemErrorValve;
import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.MultipartConfigElement;
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

    @Bean
    UploadFolder uploadFolder(ProofmarkProperties properties) {
        return UploadFolder.open(properties.dataDir().resolve("uploads"));
    }

    /// Parts of uploads pass through files of the data folder, for the time of the request.
    @Bean
    MultipartConfigElement uploads(ProofmarkProperties properties, UploadFolder files) {
        long limit = properties.limits().upload().toBytes();
        return new MultipartConfigElement(files.folder().toString(), limit, limit, 0);
    }
}
