package city.pishkhan.doors.rest;

import city.pishkhan.api.cases.CaseChanges;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.Cacheable;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.OperationShape;
import city.pishkhan.doors.call.Parts;
import city.pishkhan.doors.call.RequestOrigin;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.cxf.jaxrs.DefaultCxfRsBinding;
import org.apache.cxf.jaxrs.ext.multipart.ContentDisposition;
import org.apache.cxf.jaxrs.impl.RequestImpl;
import org.apache.cxf.jaxrs.impl.UriInfoImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;

/**
 * Converts a REST request to a {@link DoorCall} and a {@link DoorReply} to a response. Request headers are not copied to Camel's message,
 * so that clients cannot control routes.
 */
public final class RestBinding extends DefaultCxfRsBinding {
    public static final String OPERATION = "operation";
    private static final MediaType PDF = MediaType.valueOf(Headers.PDF);
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_HTML_TYPE, PDF)
            .build();

    /** Matches the preference {@code return=minimal} of RFC 7240. */
    private static final Pattern MINIMAL =
            Pattern.compile("(?i)(?:^|[,;])\\s*return\\s*=\\s*\"?minimal\"?\\s*(?:$|[,;])");

    private static final Set<String> USUAL = Set.of(MediaType.APPLICATION_JSON, MediaType.WILDCARD);

    private static final String TUS_VERSION = "1.0.0";
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'";

    private final Map<String, OperationShape> shapes;

    public RestBinding(Class<?> contract) {
        shapes = OperationShape.of(contract);
    }

    @Override
    public void populateExchangeFromCxfRsRequest(
            org.apache.cxf.message.Exchange cxf, Exchange exchange, Method method, Object[] values) {
        Message in = cxf.getInMessage();
        HttpServletRequest request = RequestOrigin.request(in);
        OperationShape operationShape = Objects.requireNonNull(shapes.get(method.getName()));
        Map<String, List<String>> params = new HashMap<>();
        Object body = null;
        for (int i = 0; i < operationShape.names().size(); i++) {
            String name = operationShape.names().get(i);
            if (name != null) {
                put(params, name, values[i]);
            } else if (operationShape.body() != null && method.getParameterTypes()[i] == operationShape.body()) {
                body = values[i] instanceof List<?> parts ? body(parts) : values[i];
            }
        }
        if (request.getHeader(Headers.TUS) != null) {
            response(in).setHeader(Headers.TUS, TUS_VERSION);
        }
        exchange.getIn().setHeader(OPERATION, method.getName());
        exchange.getIn()
                .setBody(new DoorCall(
                                RequestOrigin.caller(request),
                                RequestOrigin.origin(request, form(in)),
                                params,
                                request.getHeader(Headers.IDEMPOTENCY_KEY),
                                request.getHeader(Headers.IF_MATCH),
                                body)
                        .unknownParameters(unknownParameters(in, operationShape))
                        .ifNoneMatch(request.getHeader(HttpHeaders.IF_NONE_MATCH))
                        .base(base(in))
                        .browser(RequestOrigin.isBrowser(request)));
    }

    private static String base(Message in) {
        String base = new UriInfoImpl(in).getBaseUri().toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private static Parts.Body body(List<?> parts) {
        return new Parts.Body(parts.stream()
                .map(EntityPart.class::cast)
                .map(RestBinding::part)
                .toList());
    }

    /**
     * Reads the names of a part from its header. CXF confuses the file name with the part's name and decodes UTF-8 (RFC 7578) as Latin-1.
     */
    private static Parts.Incoming part(EntityPart part) {
        String header = part.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION);
        ContentDisposition disposition = new ContentDisposition(
                header == null ? "" : new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return new Parts.Incoming(disposition.getParameter("name"), disposition.getFilename(), part.getContent());
    }

    /** Names of query parameters that the operation does not define. */
    private static List<String> unknownParameters(Message in, OperationShape operationShape) {
        return new UriInfoImpl(in)
                .getQueryParameters().keySet().stream()
                        .filter(name -> !operationShape.names().contains(name))
                        .sorted()
                        .toList();
    }

    private static void put(Map<String, List<String>> params, String name, Object value) {
        if (value instanceof List<?> list) {
            params.put(name, list.stream().map(String::valueOf).toList());
        } else if (value != null) {
            params.put(name, List.of(value.toString()));
        }
    }

    private static HttpServletResponse response(Message in) {
        return Objects.requireNonNull((HttpServletResponse) in.get(AbstractHTTPDestination.HTTP_RESPONSE));
    }

    private static DoorCall.Form form(Message in) {
        HttpServletRequest request = RequestOrigin.request(in);
        String prefer = request.getHeader(Headers.PREFER);
        if (prefer != null
                && !request.getMethod().equals("GET")
                && MINIMAL.matcher(prefer).find()) {
            return DoorCall.Form.MINIMAL;
        }
        // for the usual Accept values, skips JAX-RS variant selection, which would give the same result
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        Variant chosen = accept == null || USUAL.contains(accept) ? null : new RequestImpl(in).selectVariant(FORMS);
        // replaces CXF's value Accept-Encoding of Vary, because responses do not vary by the encoding
        response(in).setHeader(HttpHeaders.VARY, "Accept, Accept-Language");
        if (chosen != null && MediaType.TEXT_HTML_TYPE.isCompatible(chosen.getMediaType())) {
            return DoorCall.Form.PAGE;
        }
        return chosen != null && PDF.isCompatible(chosen.getMediaType()) ? DoorCall.Form.SHEET : DoorCall.Form.DATA;
    }

    @Override
    public Object populateCxfRsResponseFromExchange(Exchange exchange, org.apache.cxf.message.Exchange cxf)
            throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        DoorReply doorReply = exchange.getMessage().getBody(DoorReply.class);
        Response known = notModified(doorReply, cxf.getInMessage());
        if (known != null) {
            return known;
        }
        Response.ResponseBuilder response =
                Response.status(doorReply.status()).header(HttpHeaders.DATE, HttpDate.format(Instant.now()));
        if (doorReply.version() != null) {
            response.tag(doorReply.version().toString());
        }
        if (doorReply.location() != null) {
            response.header("Location", doorReply.location());
        }
        if (doorReply.version() != null && doorReply.body() == null) {
            response.header(Headers.PREFERENCE_APPLIED, "return=minimal");
        }
        if (doorReply.replayed()) {
            response.header(Headers.REPLAYED, "true");
        }
        HttpServletResponse http = response(cxf.getInMessage());
        DoorReply.Cached cached = doorReply.body() instanceof DoorReply.Cached kept ? kept : null;
        Object body = cached == null ? doorReply.body() : cached.body();
        if (body instanceof DoorReply.Headed headed) {
            headed.headers().forEach(response::header);
            body = headed.body();
        }
        if (body instanceof DoorReply.Page) {
            // replaces the policy of the gate, which does not allow styles
            http.setHeader("Content-Security-Policy", PAGE_POLICY);
        }
        if (body instanceof DoorReply.Sheet sheet) {
            return new SheetResponse(RequestOrigin.request(cxf.getInMessage()), http).build(sheet, response);
        }
        if (cached == null) {
            return entity(response, RequestOrigin.request(cxf.getInMessage()), body)
                    .build();
        }
        http.setHeader("Cache-Control", "public, max-age=" + cached.seconds());
        response.header("Vary", "Accept");
        return Cacheable.of(body).answer(RequestOrigin.request(cxf.getInMessage()), response);
    }

    /** Returns 304 if the caller already has the result of a GET, otherwise {@code null}. */
    private static @Nullable Response notModified(DoorReply doorReply, Message in) throws IOException {
        HttpServletRequest request = RequestOrigin.request(in);
        if (doorReply.status() == Response.Status.NOT_MODIFIED.getStatusCode()) {
            long version = Objects.requireNonNull(doorReply.version());
            request.setAttribute(
                    Requests.UNCHANGED,
                    new CaseChanges.KnownVersion(Objects.requireNonNull(doorReply.about()), version));
            return Response.notModified(Long.toString(version)).build();
        }
        if (doorReply.version() == null
                || !request.getMethod().equals("GET")
                || request.getHeader(HttpHeaders.IF_NONE_MATCH) == null) {
            return null;
        }
        EntityTag tag = new EntityTag(doorReply.version().toString());
        Response.ResponseBuilder same = new RequestImpl(in).evaluatePreconditions(tag);
        if (same == null) {
            return null;
        }
        if (doorReply.body() instanceof DoorReply.File file) {
            file.content().close();
        }
        return same.tag(tag).build();
    }

    private static Response.ResponseBuilder entity(
            Response.ResponseBuilder response, HttpServletRequest request, @Nullable Object body) throws IOException {
        if (body == null) {
            return response;
        }
        if (body instanceof DoorReply.Page page) {
            return LargeBody.entity(
                    response.type(Cacheable.HTML), request, page.html().getBytes(StandardCharsets.UTF_8));
        }
        if (body instanceof DoorReply.File file) {
            if (file.size() >= 0) {
                response.header("Content-Length", file.size());
            }
            if (file.name() != null) {
                response.header(HttpHeaders.CONTENT_DISPOSITION, attachment(file.name()));
            }
            return LargeBody.entity(response.type(file.mediaType()), request, file.content(), file.size());
        }
        String json = body instanceof DoorReply.Written written ? written.json() : DoorJson.write(body);
        return LargeBody.entity(
                response.type(MediaType.APPLICATION_JSON_TYPE), request, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Formats a Content-Disposition (RFC 6266) that saves the file instead of displaying it; the name may use any script. */
    static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
