package city.pishkhan.rest;

/**
 * Configuration keys of a connector for its partner's address and limits. A component takes them as a constructor
 * parameter in addition to its own {@code Config}, and sets different defaults in the component's {@code property}.
 * Each key has a default. Without a default, the component description would not contain the key, and the hub would
 * report it as unknown.
 */
public @interface RestConnection {

    /** Base address of the partner, http or https, with or without a slash at its end; must be set. */
    String url() default "";

    /** Bearer token, {@code env:NAME} or {@code file:/path}; empty for none. */
    String token() default "";

    /** Timeout for a connection, in milliseconds. */
    int connectTimeoutMs() default 2_000;

    /** Timeout for the whole response, in milliseconds. */
    int receiveTimeoutMs() default 10_000;

    /** Maximum size of a response, in bytes. */
    int maxReplyBytes() default 64 << 10;

    /** Number of failures in a row after which calls are blocked for a pause. */
    int breakerFailures() default 5;

    /** Length of the first pause in seconds; it doubles with each failed trial call after a pause. */
    int breakerSeconds() default 5;

    /** Maximum length of a pause in seconds. */
    int breakerMaxSeconds() default 120;
}
