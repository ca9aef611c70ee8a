package city.pishkhan.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Calls the partner's SOAP system as the hub does, and validates each reply against the contract. */
final class SoapCalls {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");

    private final WsdlContract contract;
    private final URI url;
    private final String login;
    private final HttpClient http = PartnerCalls.client();

    /** @param login {@code user:password} for HTTP Basic authentication, or an empty string */
    SoapCalls(WsdlContract contract, String url, String login) {
        this.contract = contract;
        this.url = URI.create(url);
        this.login = login;
    }

    /**
     * A SOAP reply.
     *
     * @param status HTTP status
     * @param body   the element in the SOAP body or in the fault's detail, or {@code null} for a fault without detail
     * @param fault  the text of the fault, or {@code null} if the reply is not a fault
     */
    record Reply(int status, Element body, String fault) {

        /** Returns the text of the first element with the given local name, or {@code null} if there is none. */
        String text(String name) {
            NodeList found = body == null ? null : body.getElementsByTagNameNS("*", name);
            return found == null || found.getLength() == 0
                    ? null
                    : found.item(0).getTextContent();
        }

        /** Describes the reply for the report. */
        String description() {
            return fault == null ? "HTTP " + status : "the fault " + (text("code") == null ? fault : text("code"));
        }
    }

    /** Escapes a value for use as element text. */
    static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    WsdlContract contract() {
        return contract;
    }

    String login() {
        return login;
    }

    boolean hasLogin() {
        return !login.isEmpty();
    }

    /**
     * Sends a request and validates the reply or fault.
     *
     * @param parameters XML inside the operation's element
     * @throws Deviation if the reply does not match the contract
     */
    Reply call(String operation, String parameters) throws IOException, InterruptedException {
        Reply reply = send(operation, envelope(operation, parameters), login);
        if (reply.fault() != null) {
            if (reply.body() == null
                    || !contract.namespace().equals(reply.body().getNamespaceURI())) {
                throw new Deviation("a fault that is not defined in the contract: " + reply.fault());
            }
        } else if (reply.body() == null || !reply.body().getLocalName().equals(operation + "Response")) {
            throw new Deviation("HTTP " + reply.status() + " without " + operation + "Response");
        }
        List<String> wrong = contract.errors(reply.body());
        if (!wrong.isEmpty()) {
            throw new Deviation(String.join("; ", wrong));
        }
        return reply;
    }

    String envelope(String operation, String parameters) {
        String element = contract.isQualified() ? operation : "c:" + operation;
        String prefix = contract.isQualified() ? "xmlns" : "xmlns:c";
        return "<e:Envelope xmlns:e=\"" + ENVELOPE + "\"><e:Body><" + element + " " + prefix + "=\""
                + contract.namespace() + "\">" + parameters + "</" + element + "></e:Body></e:Envelope>";
    }

    /**
     * Sends a request and returns any reply without validation.
     *
     * @throws Deviation if the reply is not a SOAP message
     */
    Reply send(String operation, String envelope, String as) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PartnerCalls.PATIENCE)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", '"' + contract.action(operation) + '"')
                .POST(BodyPublishers.ofString(envelope));
        if (!as.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(as.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            return new Reply(response.statusCode(), null, "HTTP " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        try {
            return read(response.statusCode(), WsdlContract.parsed(rootPart(type, response.body())));
        } catch (SAXException e) {
            throw new Deviation("HTTP " + response.statusCode() + ", and the body is not XML", response.statusCode());
        }
    }

    /** Returns the envelope: the first part of an MTOM message, or the whole body. */
    private static byte[] rootPart(String type, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.startsWith("multipart/") || !boundary.find()) {
            return body;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        int part = text.indexOf(delimiter);
        int begin = part < 0 ? -1 : text.indexOf("\r\n\r\n", part);
        int end = begin < 0 ? -1 : text.indexOf("\r\n" + delimiter, begin);
        return end < 0 ? body : text.substring(begin + 4, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Reply read(int status, Document envelope) {
        Element root = envelope.getDocumentElement();
        Element inner = ENVELOPE.equals(root.getNamespaceURI()) ? child(child(root, "Body"), null) : null;
        if (inner == null) {
            throw new Deviation("HTTP " + status + ", and the body is not a SOAP 1.1 envelope", status);
        }
        if (!ENVELOPE.equals(inner.getNamespaceURI())) {
            return new Reply(status, inner, null);
        }
        Element words = child(inner, "faultstring");
        return new Reply(
                status, child(child(inner, "detail"), null), words == null ? "without text" : words.getTextContent());
    }

    private static Element child(Element parent, String name) {
        for (Node one = parent == null ? null : parent.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one instanceof Element element && (name == null || name.equals(element.getLocalName()))) {
                return element;
            }
        }
        return null;
    }
}
