package dev.trainyard.commons.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that an operation needs, together with the kind that {@link Guards} names. Without
 * a credential only what may be public can be read. Whether the caller may do it to the object at
 * hand is decided in the operation, by {@link Caller}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Action value();

  /** Whether even reading needs a credential, although the kind may be public. */
  boolean signedIn() default false;
}
