package dev.proofmark.service.jobs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// One connection to the database that the heartbeat has for itself: however many requests wait for the others, leases are kept. Its
/// statements are each a transaction.
@Component
class HeartbeatConnection implements AutoCloseable {
    private final HikariDataSource pool;

    HeartbeatConnection(HikariDataSource shared) {
        HikariConfig config = new HikariConfig();
        shared.copyStateTo(config);
        config.setPoolName("heartbeat");
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
    }

    JdbcClient client() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
