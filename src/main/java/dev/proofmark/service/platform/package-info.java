/// What every feature stands on: settings, the machine's files, randomness.
///
/// The data folder is this user's only (mode 0700, [PrivateFiles]). `VectorModuleCheck` warns when the fast kernels are not
/// available. A start that cannot go well is refused early, by [StartRefusedException], which says what to do; [DataFolderGuard] does
/// so where nothing could be written. `Randomness` is the one place that creates a `SecureRandom`; everything else takes it as a parameter.
package dev.proofmark.service.platform;
