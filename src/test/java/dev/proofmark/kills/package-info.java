/// The packaged service under load, killed again and again, with its database server: `./mvnw -Pkills verify`.
///
/// [KillsIT] decides who is killed when and what must be true at the end, [Load] asks for work and takes some of it back, [Ledger] knows
/// what was promised to it, [KilledService] is the process.
package dev.proofmark.kills;
