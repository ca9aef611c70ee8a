package city.pishkhan.api.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of {@link Stage} or {@link AgencyRule} as a key of procedure files. Reader, JSON Schema,
 * comparison of rule sets and the key tables of {@code etc/procedures/README.md} are derived from this declaration; the
 * key's name for people is {@code rule-key.<record>.<name>} in the messages of {@code bundles/core/procedures}. {@code
 * RuleKeysTest} of that module reports missing parts; with {@code -Drules.write=true} it writes schema and tables.
 *
 * <p>The component's type is also part of the declaration: a {@code List} is an array of distinct values, a {@code
 * Duration} a clock time, an {@code int} a whole number, an enum one of its constants in lower case. A {@code boolean}
 * is {@code true} for the first of two {@link #choices}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface RuleKey {
    /** The description in the schema and in the tables of keys. */
    String value();

    /** The form of a {@code String}, or of the elements of a {@code List}. */
    Form form() default Form.CODE;

    /** The permitted values of a component that is not an enum; empty if it has no fixed list of values. */
    String[] choices() default {};

    /** The value if the key is absent. Without a declared value: {@code null}, 0 or an empty list. */
    String absent() default "";

    /** Returns {@code true} if the key must be present. */
    boolean required() default false;

    /** The minimum of a number, or of the size of a list; for a list, 0 permits an empty list. */
    int minimum() default 0;

    /** The maximum of a number, or of the size of a list; for a list, 0 means no maximum. */
    int maximum() default 0;

    /**
     * The method of the record whose result is compared between two rule sets, and the last part of the message key. The default
     * is the component itself. Keys with the same method are compared once.
     */
    String compared() default "";

    /** The form of a text. */
    enum Form {
        /** a code in lower case with hyphens, e.g. {@code building-permit} */
        CODE,
        /** a name in camel case, e.g. {@code planRevision} */
        NAME,
        /** working time or clock time, e.g. {@code 5d} or {@code PT4H} */
        SPAN
    }
}
