package dev.proofmark.service.errors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The problems that one operation of the API can answer with, apart from those that follow from its form; see
/// [ProblemResponses].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {
    ProblemCode[] value() default {};
}
