/// What the service's tests share: one PostgreSQL per test run, a deterministic engine in place of the real one, an HTTP
/// client, and nodes in processes of their own.
package dev.proofmark.service.testing;
