package city.pishkhan.rest;

/**
 * The keys by which a connector's configuration says where its partner is and how long it is waited for. A component takes them in its
 * constructor beside a {@code Config} of its own; where its usual values are others, they stand in the component's {@code property}. Each key has
 * a default, without which the component's description would not name it, and the hub would warn of it as of a misspelt one.
 */
public @interface RestConnection {

    /** Address above the partner's paths, http or https, with a slash at its end or without; never empty. */
    String url() default "";

    /** Bearer token, {@code env:NAME} or {@code file:/path}; empty for none. */
    String token() default "";

    /** Milliseconds until a connection must stand. */
    int connectTimeoutMs() default 2_000;

    /** Milliseconds to wait for the whole reply. */
    int receiveTimeoutMs() default 10_000;

    /** Bytes that a reply may have. */
    int maxReplyBytes() default 64 << 10;

    /** Failures in a row after which the partner is left alone for a while. */
    int breakerFailures() default 5;

    /** Seconds of the first such while; doubled with each further failure. */
    int breakerSeconds() default 5;

    /** Seconds of it at most. */
    int breakerMostSeconds() default 120;
}
