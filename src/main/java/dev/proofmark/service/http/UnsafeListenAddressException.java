package dev.proofmark.service.http;

/// The service would be reachable from other machines without any key.
public final class UnsafeListenAddressException extends RuntimeException {
    UnsafeListenAddressException(String message) {
        super(message);
    }
}
