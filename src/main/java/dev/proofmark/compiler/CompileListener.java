package dev.proofmark.compiler;

/// Hears how far a compilation is. What it throws ends the compilation.
@FunctionalInterface
public interface CompileListener {

    CompileListener SILENT = stage -> {};

    void entering(CompileStage stage);
}
