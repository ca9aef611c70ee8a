package city.pishkhan.messages;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** States which arguments decide whether a method returns {@code null}. Only the compiler reads it. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface NullContract {

    /** Conditions on the arguments and the result, in order, e.g. {@code "_, !null -> !null"}. */
    String value();
}
