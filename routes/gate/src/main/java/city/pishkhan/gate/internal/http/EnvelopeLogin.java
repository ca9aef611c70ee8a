package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BiFunction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a multipart SOAP message without a login on its connection. Reads the UsernameToken from the header of the first part
 * before the parts are parsed. The door validates the rest of the token, such as its age.
 */
final class EnvelopeLogin {

    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String TEXT = OASIS + "username-token-profile-1.0#PasswordText";
    /** Maximum number of bytes in which the envelope's header must end. */
    private static final int MOST_BYTES = 32 << 10;

    private static final XMLInputFactory READERS = inputFactory();

    private @Nullable String user;
    private @Nullable String password;

    private EnvelopeLogin() {}

    private static XMLInputFactory inputFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Authenticates the message once and caches the result for the door, which checks the same login again.
     * @throws Refusal UNAUTHENTICATED if the login is missing or wrong
     */
    @SuppressWarnings("unchecked") // attribute set by the gate; see Requests
    static void authenticate(LimitedRequest request) throws IOException {
        EnvelopeLogin login = new EnvelopeLogin();
        try (InputStream ahead = request.peek(MOST_BYTES)) {
            if (skipPartHeaders(ahead)) {
                login.read(ahead);
            }
        }
        if (request.refusal() != null) {
            throw request.refusal();
        }
        if (login.user == null || login.password == null) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "access.unauthenticated", null);
        }
        BiFunction<String, char[], Caller> passwords =
                (BiFunction<String, char[], Caller>) request.getAttribute(Requests.PASSWORDS);
        char[] checked = login.password.toCharArray();
        Caller caller = passwords.apply(login.user, checked.clone());
        request.setAttribute(Requests.PASSWORDS, (BiFunction<String, char[], Caller>) (user, password) ->
                user.equals(login.user) && Arrays.equals(password, checked) ? caller : passwords.apply(user, password));
    }

    /**
     * Skips the headers of the first part.
     *
     * @return {@code false} if they do not end
     */
    private static boolean skipPartHeaders(InputStream in) throws IOException {
        boolean begun = false;
        boolean empty = true;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && empty && begun) {
                return true;
            }
            if (b == '\n') {
                empty = true;
            } else if (b != '\r') {
                begun = true;
                empty = false;
            }
        }
        return false;
    }

    /** Reads the login; a message that is not valid XML has none. */
    private void read(InputStream in) throws IOException {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(in);
            while (reader.hasNext() && (user == null || password == null)) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                boolean wsse = WSSE.equals(reader.getNamespaceURI());
                if (wsse && reader.getLocalName().equals("Username") && user == null) {
                    user = reader.getElementText().strip();
                } else if (wsse && reader.getLocalName().equals("Password") && password == null) {
                    String type = reader.getAttributeValue(null, "Type");
                    if (type != null && !type.isEmpty() && !type.equals(TEXT)) {
                        throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.password-type", null);
                    }
                    password = reader.getElementText();
                } else if (reader.getLocalName().equals("Body")) {
                    return;
                }
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            user = null;
        }
    }
}
