package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.call.RequestOrigin;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Authenticates messages by their header: OASIS WS-Security UsernameToken Profile 1.1, with a plain-text password and an optional
 * Timestamp. Password digests are not supported, because they require the hub to store readable passwords. Signatures and other tokens are
 * rejected, not ignored.
 */
final class UsernameToken extends AbstractSoapInterceptor {
    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final String TEXT = OASIS + "username-token-profile-1.0#PasswordText";
    private static final QName SECURITY = new QName(WSSE, "Security");
    /** Maximum age of a message and maximum clock difference of a caller. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Clock clock;

    UsernameToken(Clock clock) {
        super(Phase.PRE_PROTOCOL);
        this.clock = clock;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(SECURITY);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        HttpServletRequest request = RequestOrigin.request(message);
        List<Element> headers = message.getHeaders().stream()
                .filter(h -> SECURITY.equals(h.getName()))
                .map(Header::getObject)
                .map(Element.class::cast)
                .toList();
        if (!headers.isEmpty()) {
            admit(headers, request);
        }
    }

    private void admit(List<Element> headers, HttpServletRequest request) {
        if (headers.size() > 1) {
            throw fault("login.security-header");
        }
        Element token = null;
        for (Element child = DOMUtils.getFirstElement(headers.get(0));
                child != null;
                child = DOMUtils.getNextElement(child)) {
            token = token(child, token);
        }
        if (token == null) {
            return; // the header has only a Timestamp, no login
        }
        if (!(request.getAttribute(Requests.PASSWORDS) instanceof BiFunction<?, ?, ?> passwords)) {
            throw fault("login.twice");
        }
        request.setAttribute(Requests.CALLER, caller(passwords, token));
        request.removeAttribute(Requests.PASSWORDS);
    }

    private @Nullable Element token(Element child, @Nullable Element before) {
        if (isNamed(child, WSU, "Timestamp")) {
            parseTime(child, "Created").ifPresent(this::requireRecent);
            parseTime(child, "Expires")
                    .filter(end -> clock.instant().isAfter(end))
                    .ifPresent(end -> throwExpired());
            return before;
        }
        if (!isNamed(child, WSSE, "UsernameToken") || before != null) {
            throw fault("login.security-header/token");
        }
        parseTime(child, "Created").ifPresent(this::requireRecent);
        return child;
    }

    @SuppressWarnings("unchecked") // attribute set by the gate; see Requests
    private static Caller caller(BiFunction<?, ?, ?> passwords, Element token) {
        Element password = DOMUtils.getFirstChildWithName(token, WSSE, "Password");
        Element user = DOMUtils.getFirstChildWithName(token, WSSE, "Username");
        if (password == null || user == null) {
            throw fault("login.username-token");
        }
        String type = password.getAttribute("Type");
        if (!type.isEmpty() && !TEXT.equals(type)) {
            throw fault("login.password-type");
        }
        return ((BiFunction<String, char[], Caller>) passwords)
                .apply(user.getTextContent().strip(), password.getTextContent().toCharArray());
    }

    private static Optional<Instant> parseTime(Element holder, String name) {
        Element time = DOMUtils.getFirstChildWithName(holder, WSU, name);
        try {
            return Optional.ofNullable(time)
                    .map(t -> OffsetDateTime.parse(t.getTextContent().strip()).toInstant());
        } catch (DateTimeParseException e) {
            throw fault("login.timestamp", name);
        }
    }

    private void requireRecent(Instant created) {
        Instant now = clock.instant();
        if (created.isBefore(now.minus(FRESH)) || created.isAfter(now.plus(FRESH))) {
            throwExpired();
        }
    }

    private static void throwExpired() {
        throw fault("login.expired", FRESH.toMinutes());
    }

    private static boolean isNamed(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static Fault fault(String key, Object... arguments) {
        return new Fault(Refusal.of(Kind.UNAUTHENTICATED, key, null, arguments));
    }
}
