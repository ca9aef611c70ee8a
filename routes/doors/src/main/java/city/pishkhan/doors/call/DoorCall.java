package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.security.Caller;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call at a door, independent of its syntax. Immutable. */
public final class DoorCall {
    private static final Pattern VERSION = Pattern.compile("\\s*(?:W/)?\"?([0-9]{1,18})\"?\\s*");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_LINES = 200;
    private static final int USUAL_LINES = 50;

    private final Caller caller;
    private final Origin origin;
    private final Map<String, List<String>> params;
    private final @Nullable String key;
    private final @Nullable String ifMatch;
    private final @Nullable Object body;
    private final List<String> unknownParameters;
    private final @Nullable String ifNoneMatch;
    private final String base;
    private final boolean browser;

    /**
     * Origin of a call.
     * @param remoteAddress numeric IP address
     * @param language      {@code fa} or {@code en}
     * @param requestId     id of the request, for logs and replies
     * @param traceparent   W3C trace context, from the caller or generated
     * @param wants         form of the reply that the caller prefers
     */
    public record Origin(String remoteAddress, Locale language, String requestId, String traceparent, Form wants) {

        /** Returns whether the caller prefers an HTML page. */
        public boolean isPageWanted() {
            return wants == Form.PAGE;
        }
    }

    /** Form of a reply: JSON, HTML page, printable PDF, or only the confirmation of a change. */
    public enum Form {
        DATA,
        PAGE,
        SHEET,
        MINIMAL
    }

    /**
     * Creates a call.
     * @param caller  {@code null} on public paths
     * @param params  parameters of path and query, by name
     * @param key     idempotency key, or {@code null}
     * @param ifMatch unparsed If-Match header, or {@code null}
     * @param body    record of the contract, an {@code InputStream}, or {@code null}
     */
    public DoorCall(
            Caller caller,
            Origin origin,
            Map<String, List<String>> params,
            @Nullable String key,
            @Nullable String ifMatch,
            @Nullable Object body) {
        this(caller, origin, params, key, ifMatch, body, List.of(), null, "", false);
    }

    private DoorCall(
            Caller caller,
            Origin origin,
            Map<String, List<String>> params,
            @Nullable String key,
            @Nullable String ifMatch,
            @Nullable Object body,
            List<String> unknownParameters,
            @Nullable String ifNoneMatch,
            String base,
            boolean browser) {
        this.caller = caller;
        this.origin = origin;
        this.params = Map.copyOf(params);
        this.key = key;
        this.ifMatch = ifMatch;
        this.body = body;
        this.unknownParameters = unknownParameters;
        this.ifNoneMatch = ifNoneMatch;
        this.base = base;
        this.browser = browser;
    }

    /** @throws Refusal UNAUTHENTICATED if the call has no caller */
    public Caller caller() {
        if (caller == null) {
            throw Refusal.of(Kind.UNAUTHENTICATED, "login.missing", null);
        }
        return caller;
    }

    public Origin origin() {
        return origin;
    }

    /** Returns the first value of a path or query parameter, or {@code null}. */
    public @Nullable String param(String name) {
        List<String> values = params(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * Returns the first value of a parameter that the call must have, like one of the path.
     *
     * @throws Refusal if the parameter is missing
     */
    public String requiredParam(String name) {
        return FieldCheck.present(name, param(name));
    }

    public List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    /**
     * Returns an id from the path. An invalid id is treated like an unknown one.
     *
     * @throws Refusal NOT_FOUND {@code <what>.unknown}
     */
    public UUID id(String name, String kind) {
        String text = param(name);
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            throw Refusal.notFound(kind);
        }
        return UUID.fromString(text);
    }

    /**
     * Returns the version that the caller has read.
     *
     * @throws Refusal PRECONDITION_REQUIRED or MALFORMED
     */
    public long version() {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Refusal.of(Kind.PRECONDITION_REQUIRED, "version.missing", "If-Match");
        }
        Matcher version = VERSION.matcher(ifMatch);
        if (!version.matches()) {
            throw Refusal.of(Kind.MALFORMED, "version.malformed", "If-Match");
        }
        return Long.parseLong(version.group(1));
    }

    /**
     * Returns the call with its If-None-Match header.
     *
     * @param header unparsed If-None-Match header, or {@code null}
     */
    public DoorCall ifNoneMatch(String header) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, unknownParameters, header, base, browser);
    }

    /**
     * Returns the call with the address of its door.
     *
     * @param address address of the door as the caller reached it, without a trailing slash
     */
    public DoorCall base(String address) {
        return new DoorCall(
                caller, origin, params, key, ifMatch, body, unknownParameters, ifNoneMatch, address, browser);
    }

    /**
     * Returns the call with its kind of client.
     *
     * @param person {@code true} if a person calls with a browser
     */
    public DoorCall browser(boolean person) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, unknownParameters, ifNoneMatch, base, person);
    }

    /**
     * Returns whether a person calls with a browser, so that a file in the reply is opened there or saved and opened with another program.
     */
    public boolean isFromBrowser() {
        return browser;
    }

    /** Address of the door as the caller reached it; empty if unknown. */
    public String base() {
        return base;
    }

    /** Returns whether the call is conditional, i.e. the caller already has some version. */
    public boolean isConditional() {
        return ifNoneMatch != null;
    }

    /** Returns whether the caller already has this version, so that it need not be read again. */
    public boolean has(long version) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(VERSION::matcher)
                        .anyMatch(m -> m.matches() && m.group(1).equals(Long.toString(version)));
    }

    /** Page size from 1 to 200; 50 by default. */
    public int limit() {
        String text = param("limit");
        if (text == null) {
            return USUAL_LINES;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LINES) {
            throw Refusal.invalid("limit.range", "limit", MOST_LINES);
        }
        return Integer.parseInt(text);
    }

    /** @throws Refusal MALFORMED if the call has no body */
    public <T> T body(Class<T> type) {
        if (body == null) {
            throw Refusal.of(Kind.MALFORMED, "body.missing", null);
        }
        return type.cast(body);
    }

    /** Returns the call with its byte or multipart body stored temporarily until {@link #release}. */
    public DoorCall withStoredBody() {
        if (body instanceof InputStream content) {
            return with(Upload.of(content));
        }
        return body instanceof Parts.Body parts ? with(Parts.of(parts)) : this;
    }

    /** Removes temporary data of the body, including data stored by the HTTP stack. */
    public void release() {
        if (body instanceof Parts.Body incoming) {
            incoming.close();
        } else if (body instanceof Upload upload) {
            upload.close();
        } else if (body instanceof Parts parts) {
            parts.close();
        }
    }

    /** Returns the content by which repeated calls are compared: the body, or the digest of its stored bytes. */
    public @Nullable Object comparableBody() {
        if (body instanceof Upload upload) {
            return upload.sha256();
        }
        return body instanceof Parts parts ? parts.comparableParts() : body;
    }

    public @Nullable String key() {
        return key;
    }

    public Map<String, List<String>> allParams() {
        return params;
    }

    public DoorCall with(Object otherBody) {
        return new DoorCall(
                caller, origin, params, key, ifMatch, otherBody, unknownParameters, ifNoneMatch, base, browser);
    }

    /**
     * Returns the call with the names of its unknown query parameters.
     *
     * @param names query parameters that the operation does not define
     */
    public DoorCall unknownParameters(List<String> names) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, names, ifNoneMatch, base, browser);
    }

    /** @throws Refusal MALFORMED if the query contains an unknown parameter */
    public void requireNoUnknownParameters() {
        if (!unknownParameters.isEmpty()) {
            throw Refusal.of(
                    Kind.MALFORMED, "request.unknown-parameter", unknownParameters.get(0), unknownParameters.get(0));
        }
    }
}
