/// PostgreSQL: the configured one, or one of the service's own.
///
/// Without `spring.datasource.url` an [EmbeddedDatabase] runs PostgreSQL inside the data folder, durable and with a password;
/// for root under another account ([ServerAccount]).
package dev.proofmark.service.database;
