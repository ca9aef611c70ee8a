package city.pishkhan.itests.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A minimal SOAP client: hand-written envelopes and MTOM (XOP over multipart/related), HTTP by the JDK. It shares no code with CXF. */
final class Soap {

    static final String AGENCY = "urn:pishkhan:agency:v1";
    static final String OFFICE = "urn:pishkhan:office:v1";

    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private final HttpClient http;
    private final URI endpoint;
    private final String namespace;
    private final String login;
    private final String header;
    private final boolean twelve;

    /**
     * Creates a client.
     *
     * @param login Authorization header, or {@code null}
     * @param header content of the envelope's Header
     */
    private Soap(HttpClient http, URI endpoint, String namespace, String login, String header, boolean twelve) {
        this.http = http;
        this.endpoint = endpoint;
        this.namespace = namespace;
        this.login = login;
        this.header = header;
        this.twelve = twelve;
    }

    /** The agencies' door of a hub, with a WS-Security UsernameToken that the receiver must understand. */
    static Soap agency(HttpClient http, URI hub, String user, String password) {
        return new Soap(http, hub.resolve("/soap/agency"), AGENCY, null, usernameToken(SOAP_11, user, password), false);
    }

    private static String usernameToken(String soap, String user, String password) {
        String oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
        return "<o:Security xmlns:o=\"" + oasis + "wssecurity-secext-1.0.xsd\" xmlns:s=\"" + soap
                + "\" s:mustUnderstand=\"1\"><o:UsernameToken><o:Username>" + user + "</o:Username><o:Password Type=\""
                + oasis
                + "username-token-profile-1.0#PasswordText\">" + password
                + "</o:Password></o:UsernameToken></o:Security>";
    }

    static Soap agency(SharedCity city, String user) {
        return new Soap(
                city.city().http(), city.city().hub().admin().resolve("/soap/agency"), AGENCY, basic(user), "", false);
    }

    static Soap office(SharedCity city, String user) {
        return new Soap(
                city.city().http(), city.city().hub().admin().resolve("/soap/office"), OFFICE, basic(user), "", false);
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":demo-" + user).getBytes(StandardCharsets.UTF_8));
    }

    /** The same client with a bearer token as its login. */
    Soap bearer(String token) {
        return new Soap(http, endpoint, namespace, "Bearer " + token, header, twelve);
    }

    /** The same client with SOAP 1.2. */
    Soap withSoap12() {
        return new Soap(http, endpoint, namespace, login, header.replace(SOAP_11, SOAP_12), true);
    }

    /** An answer with its attachments by content id. */
    record Answered(DoorResponse response, Map<String, byte[]> parts) {

        Xml body() {
            return Xml.parse(response.body());
        }

        /** Bytes of an element, from its included attachment or from its own Base64 text. */
        byte[] bytes(String namespace, String element) {
            Xml holder = body().one(namespace, element);
            if (!holder.has(XOP, "Include")) {
                return Base64.getMimeDecoder().decode(body().text(namespace, element));
            }
            String id = holder.one(XOP, "Include").attribute("href").replaceFirst("^cid:", "");
            byte[] bytes = parts.get(URLDecoder.decode(id, StandardCharsets.UTF_8));
            if (bytes == null) {
                throw new AssertionError("no part " + id + " in " + parts.keySet());
            }
            return bytes;
        }
    }

    /** Builds an envelope around elements in the contract's namespace, whose prefix is {@code p}. */
    String envelope(String content) {
        String soap = twelve ? SOAP_12 : SOAP_11;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + soap + "\" xmlns:p=\"" + namespace
                + "\">" + (header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>") + "<s:Body>" + content
                + "</s:Body></s:Envelope>";
    }

    Answered call(String operation, String members) {
        return send(envelope("<p:" + operation + ">" + members + "</p:" + operation + ">"), operation);
    }

    Answered send(String envelope, String operation) {
        String action = namespace + ":" + operation;
        String type =
                twelve ? "application/soap+xml; charset=utf-8; action=\"" + action + "\"" : "text/xml; charset=utf-8";
        return post(type, action, envelope.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an envelope with one binary part by MTOM. */
    Answered mtom(String envelope, String operation, String contentId, String mediaType, byte[] content)
            throws IOException {
        String boundary = "part-of-a-test";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(
                out,
                "--" + boundary + "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\nContent-ID: <root@test>\r\n\r\n" + envelope + "\r\n--"
                        + boundary
                        + "\r\nContent-Type: " + mediaType + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
                        + contentId + ">\r\n\r\n");
        out.write(content);
        write(out, "\r\n--" + boundary + "--\r\n");
        return post(
                "multipart/related; type=\"application/xop+xml\"; start=\"<root@test>\"; start-info=\"text/xml\"; boundary=\""
                        + boundary + "\"",
                namespace + ":" + operation,
                out.toByteArray());
    }

    static String include(String href) {
        return "<xop:Include xmlns:xop=\"" + XOP + "\" href=\"" + href + "\"/>";
    }

    private Answered post(String type, String action, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (login != null) {
            request.header("Authorization", login);
        }
        if (!twelve) {
            request.header("SOAPAction", "\"" + action + "\"");
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String received = headers.getOrDefault("content-type", "");
            return received.startsWith("multipart/related")
                    ? parts(response.statusCode(), headers, received, response.body())
                    : new Answered(
                            new DoorResponse(
                                    response.statusCode(),
                                    headers,
                                    new String(response.body(), StandardCharsets.UTF_8)),
                            Map.of());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Parses a multipart/related message (RFC 2387); the Content-Type names the root part. */
    private static Answered parts(int status, Map<String, String> headers, String type, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + parameter(type, "boundary");
        String start = parameter(type, "start").replaceAll("[<>]", "");
        Map<String, byte[]> parts = new HashMap<>();
        int at = text.indexOf(delimiter);
        while (!text.startsWith("--", at + delimiter.length())) {
            int head = text.indexOf("\r\n", at) + 2;
            int content = text.indexOf("\r\n\r\n", at) + 4;
            int next = text.indexOf("\r\n" + delimiter, content);
            parts.put(
                    contentId(text.substring(head, content)),
                    text.substring(content, next).getBytes(StandardCharsets.ISO_8859_1));
            at = next + 2;
        }
        String root = new String(parts.remove(start), StandardCharsets.UTF_8);
        return new Answered(new DoorResponse(status, headers, root), parts);
    }

    private static String parameter(String type, String name) {
        for (String one : type.split(";")) {
            if (one.strip().startsWith(name + "=")) {
                return one.strip().substring(name.length() + 1).replace("\"", "");
            }
        }
        throw new AssertionError("no " + name + " in " + type);
    }

    private static String contentId(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-id:")) {
                return line.substring(line.indexOf(':') + 1).strip().replaceAll("[<>]", "");
            }
        }
        throw new AssertionError("a part without Content-ID: " + head);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static String element(String name, Object value) {
        return "<p:" + name + ">" + value + "</p:" + name + ">";
    }
}
