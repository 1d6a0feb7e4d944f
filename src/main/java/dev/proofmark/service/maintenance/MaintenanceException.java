package dev.proofmark.service.maintenance;

/// Why a command did not do what it was asked; its message says what to do.
final class MaintenanceException extends RuntimeException {
    MaintenanceException(String message) {
        super(message);
    }
}
