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

/** One call at a door, whichever syntax it came in. */
public final class DoorCall {
    private static final Pattern VERSION = Pattern.compile("\\s*(?:W/)?\"?([0-9]{1,18})\"?\\s*");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_LINES = 200;
    private static final int USUAL_LINES = 50;

    private final Caller caller;
    private final Origin origin;
    private final Map<String, List<String>> params;
    private final String key;
    private final String ifMatch;
    private final Object body;
    private final List<String> unread;
    private final String ifNoneMatch;
    private final String base;
    private final boolean browser;

    /**
     * @param remoteAddress numeric
     * @param language      {@code fa} or {@code en}
     * @param traceparent   W3C trace context, the caller's or one that begins here
     * @param wants         the form in which the caller would rather have the answer
     */
    public record Origin(String remoteAddress, Locale language, String requestId, String traceparent, Form wants) {

        /** Whether the caller would rather have a page. */
        public boolean html() {
            return wants == Form.PAGE;
        }
    }

    /** A form of an answer: JSON, a page (HTML), a sheet to print and to keep (PDF), or of a change no more than that it was made. */
    public enum Form {
        DATA,
        PAGE,
        SHEET,
        MINIMAL
    }

    /**
     * @param caller  {@code null} on paths that are open to everybody
     * @param params  of path and query, by name
     * @param key     idempotency key or {@code null}
     * @param ifMatch as it came, or {@code null}
     * @param body    the contract's record, an {@code InputStream}, or {@code null}
     */
    public DoorCall(
            Caller caller, Origin origin, Map<String, List<String>> params, String key, String ifMatch, Object body) {
        this(caller, origin, params, key, ifMatch, body, List.of(), null, "", false);
    }

    private DoorCall(
            Caller caller,
            Origin origin,
            Map<String, List<String>> params,
            String key,
            String ifMatch,
            Object body,
            List<String> unread,
            String ifNoneMatch,
            String base,
            boolean browser) {
        this.caller = caller;
        this.origin = origin;
        this.params = Map.copyOf(params);
        this.key = key;
        this.ifMatch = ifMatch;
        this.body = body;
        this.unread = unread;
        this.ifNoneMatch = ifNoneMatch;
        this.base = base;
        this.browser = browser;
    }

    /** @throws Refusal UNAUTHENTICATED if the gate let somebody pass whom it should not have */
    public Caller caller() {
        if (caller == null) {
            throw Refusal.of(Kind.UNAUTHENTICATED, "login.missing", null);
        }
        return caller;
    }

    public Origin origin() {
        return origin;
    }

    /** The first value of a parameter of path or query, or {@code null}. */
    public String param(String name) {
        List<String> values = params(name);
        return values.isEmpty() ? null : values.get(0);
    }

    public List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    /** An id in the path. What is no id names nothing: {@code <what>.unknown}. */
    public UUID id(String name, String what) {
        String text = param(name);
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            throw Refusal.notFound(what);
        }
        return UUID.fromString(text);
    }

    /** The version that the caller read. @throws Refusal PRECONDITION_REQUIRED or MALFORMED */
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

    /** @param header as it came, or {@code null} */
    public DoorCall ifNoneMatch(String header) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, unread, header, base, browser);
    }

    /** @param address of the door, as the caller reached it, without a slash at its end */
    public DoorCall base(String address) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, unread, ifNoneMatch, address, browser);
    }

    /** @param person whether a person calls by a browser, and no program */
    public DoorCall browser(boolean person) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, unread, ifNoneMatch, base, person);
    }

    /** Whether a person calls by a browser: what is answered is opened there, or saved and opened by another program of theirs. */
    public boolean isFromBrowser() {
        return browser;
    }

    /** The door's address, as the caller reached it; empty where none was told. */
    public String base() {
        return base;
    }

    /** Whether the caller says that it has something already, whichever version of it. */
    public boolean conditional() {
        return ifNoneMatch != null;
    }

    /** Whether the caller says that it has this version: nothing need be read for it again. */
    public boolean has(long version) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(VERSION::matcher)
                        .anyMatch(m -> m.matches() && m.group(1).equals(Long.toString(version)));
    }

    /** Lines of a page: 1 to 200, 50 if nothing is said. */
    public int limit() {
        String text = param("limit");
        if (text == null) {
            return USUAL_LINES;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LINES) {
            throw Refusal.invalid("limit.range", "limit");
        }
        return Integer.parseInt(text);
    }

    /** @throws Refusal MALFORMED without a body */
    public <T> T body(Class<T> type) {
        if (body == null) {
            throw Refusal.of(Kind.MALFORMED, "body.missing", null);
        }
        return type.cast(body);
    }

    /** With a body of bytes, or of parts, laid aside until {@link #release}. */
    public DoorCall laidAside() {
        if (body instanceof InputStream content) {
            return with(Upload.of(content));
        }
        return body instanceof Parts.Body parts ? with(Parts.of(parts)) : this;
    }

    /** Removes what was laid aside, by us or by the stack. */
    public void release() {
        if (body instanceof Parts.Body incoming) {
            incoming.close();
        } else if (body instanceof Upload upload) {
            upload.close();
        } else if (body instanceof Parts parts) {
            parts.close();
        }
    }

    /** What the body says, to be told from what another says; of bytes their digest. */
    public Object said() {
        if (body instanceof Upload upload) {
            return upload.sha256();
        }
        return body instanceof Parts parts ? parts.said() : body;
    }

    public String key() {
        return key;
    }

    public Map<String, List<String>> allParams() {
        return params;
    }

    public DoorCall with(Object otherBody) {
        return new DoorCall(caller, origin, params, key, ifMatch, otherBody, unread, ifNoneMatch, base, browser);
    }

    /** @param names of the query that the operation has no parameter for */
    public DoorCall unread(List<String> names) {
        return new DoorCall(caller, origin, params, key, ifMatch, body, names, ifNoneMatch, base, browser);
    }

    /** @throws Refusal MALFORMED for a name in the query that is misspelt, or means what the operation does not do */
    public void requireAllRead() {
        if (!unread.isEmpty()) {
            throw Refusal.of(Kind.MALFORMED, "request.unknown-parameter", unread.get(0), unread.get(0));
        }
    }
}
