/// What an operator does to an installation from the command line: `backup DIR`, `restore DIR`, `check-artifacts`,
/// `rotate-key`.
///
/// [MaintenanceCommand] is the door; it reads the service's settings and starts nothing of the service but its database.
///
/// **Consistency.** Rows name files, and a row is committed after its file is there. So a [Backup] takes one snapshot of the
/// database (a repeatable-read transaction) and the files that this snapshot names. A file that was erased in between
/// belongs to a row that has changed since: another snapshot is taken, and only what is new in it is still to be copied.
/// The service goes on meanwhile. A [Restore] goes into empty places only, files first and rows last.
///
/// **Rotation.** [KeyRotation] seals every secret again beside the old file and then, in one transaction, makes all rows name
/// the new files and the database know the new key. Before that commit the old key is valid and after it the new one; there is
/// nothing in between, so whatever stops it, running it again ends it.
package dev.proofmark.service.maintenance;
