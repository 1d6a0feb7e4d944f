package dev.proofmark.service.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Migrations take the time they take: they have a connection of their own, without the time-outs of those that serve
/// requests.
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
    @Bean
    FlywayConfigurationCustomizer ownConnection(JdbcConnectionDetails details) {
        return flyway -> flyway.dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }
}
