package city.pishkhan.runtime;

/** Names of the request attributes that the gate and the doors exchange. */
public final class Requests {

    /** The {@code city.pishkhan.api.security.Caller}; absent on public paths. */
    public static final String CALLER = "city.pishkhan.caller";

    /** Set if the request is authenticated by a browser session, so the caller is a person and not a program. */
    public static final String BROWSER = "city.pishkhan.browser";

    /** Id of the request, supplied by the caller or generated. It is returned as X-Request-Id and logged as {@code request}. */
    public static final String REQUEST_ID = "city.pishkhan.request";

    /**
     * A {@code java.util.function.BiFunction<String, char[], city.pishkhan.api.security.Caller>} that authenticates a user name and
     * password, or throws a {@code Refusal}. Present only if the door reads the credentials from the message and the connection may
     * transport passwords. The door then sets {@link #CALLER}.
     */
    public static final String PASSWORDS = "city.pishkhan.passwords";

    /**
     * A {@code java.util.function.Supplier<city.pishkhan.api.security.Caller>} that authenticates the caller, or throws a {@code
     * Refusal} if the request has no valid login. Present on public paths, for doors that require a login for some replies only.
     */
    public static final String LOGIN = "city.pishkhan.login";

    /**
     * Set by a door that answers 304: the {@code city.pishkhan.api.cases.CaseChanges.KnownVersion} that the caller
     * already has. The gate may wait until this version changes.
     */
    public static final String UNCHANGED = "city.pishkhan.unchanged";

    /** The {@link BodySender} of the response; absent if the response cannot be sent without a waiting thread. */
    public static final String SENDER = "city.pishkhan.sender";

    private Requests() {}
}
