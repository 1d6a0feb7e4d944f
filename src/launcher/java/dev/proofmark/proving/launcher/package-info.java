/**
 * The offline verifier's first class, the only code here compiled for Java 8: it runs on any old runtime, to say
 * which one is needed. It therefore refers to no other class of this project by type.
 */
package dev.proofmark.proving.launcher;
