package city.pishkhan.runtime;

/** Names of the request attributes by which the gate tells a door who calls, and a door the gate what may be waited for. */
public final class Requests {

    /** The {@code city.pishkhan.api.Caller}; absent on the paths that are open to everybody. */
    public static final String CALLER = "city.pishkhan.caller";

    /** Set where a browser shows its session: a person calls, and no program. */
    public static final String BROWSER = "city.pishkhan.browser";

    /** The id of the request, the caller's own or made up: in the answer's X-Request-Id, in the log as {@code request}. */
    public static final String REQUEST_ID = "city.pishkhan.request";

    /**
     * A {@code java.util.function.BiFunction<String, char[], city.pishkhan.api.Caller>}: whose a user's name and password are, or a
     * {@code Refusal}. Only where the gate leaves it to the door to find them in the message, and the line is one that a password may
     * travel on; the door then sets {@link #CALLER}.
     */
    public static final String PASSWORDS = "city.pishkhan.passwords";

    /**
     * A {@code java.util.function.Supplier<city.pishkhan.api.security.Caller>} on the paths that are open to everybody: who calls all the
     * same, asked for by a door some of whose answers want a login; it throws a {@code Refusal} where nobody known does.
     */
    public static final String LOGIN = "city.pishkhan.login";

    /**
     * Set by a door that answers 304: the {@code city.pishkhan.api.cases.CaseChanges.Known} that the caller has already, and may have waited
     * for the end of.
     */
    public static final String UNCHANGED = "city.pishkhan.unchanged";

    /** The {@link BodySender} of the answer; absent where an answer cannot be sent without a thread. */
    public static final String SENDER = "city.pishkhan.sender";

    private Requests() {}
}
