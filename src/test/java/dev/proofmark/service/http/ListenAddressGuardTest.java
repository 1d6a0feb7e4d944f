package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class ListenAddressGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.3.4.5"})
    void loopbackNeedsNoKey(String address) {
        assertThatCode(() -> ListenAddressGuard.check(new MockEnvironment().withProperty("server.address", address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "", "no.such.host.invalid"})
    void anyOtherAddressNeedsOne(String address) {
        MockEnvironment environment = new MockEnvironment().withProperty("server.address", address);
        assertThatThrownBy(() -> ListenAddressGuard.check(environment)).isInstanceOf(UnsafeListenAddressException.class);
        environment.setProperty("proofmark.api-key", "  ");
        assertThatThrownBy(() -> ListenAddressGuard.check(environment)).isInstanceOf(UnsafeListenAddressException.class);
        environment.setProperty("proofmark.api-key", "a key");
        assertThatCode(() -> ListenAddressGuard.check(environment)).doesNotThrowAnyException();
    }

    @Test
    void aSeparateManagementPortCounts() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.address", "127.0.0.1").withProperty("management.server.port", "9000");
        assertThatThrownBy(() -> ListenAddressGuard.check(environment)).isInstanceOf(UnsafeListenAddressException.class);
        environment.setProperty("management.server.address", "127.0.0.1");
        assertThatCode(() -> ListenAddressGuard.check(environment)).doesNotThrowAnyException();
    }

    @Test
    void theServiceDoesNotStart() {
        assertThatThrownBy(() -> SpringApplication.run(dev.proofmark.Application.class,
                "--server.address=0.0.0.0", "--server.port=0", "--proofmark.data-dir=/nonexistent/never-made"))
                .isInstanceOf(UnsafeListenAddressException.class).hasMessageContaining("0.0.0.0");
        assertThat(java.nio.file.Path.of("/nonexistent")).doesNotExist();
    }
}
