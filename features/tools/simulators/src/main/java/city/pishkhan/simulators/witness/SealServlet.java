package city.pishkhan.simulators.witness;

import city.pishkhan.simulators.site.Control;
import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * REST interface of the witness.
 *
 * <pre>
 * POST /seals   {"seal": {…}}, with Pishkhan-Signature
 *   200 {"number", "hash"} of the seal, signed: the receipt; the same seal gets the same receipt again
 *   409 {"number", "hash"} of the stored seal that this seal contradicts, signed; 401 wrong or old signature; 400, 413 not a seal
 * GET /seals    the stored seals, one per line, oldest first
 * </pre>
 *
 * The {@code script} of {@code Control} sets wrong receipts until the script is changed:
 * {@code {"receipt": "unsigned"}}, {@code "forged"} (signed with another secret) or {@code "other"} (signed, for a hash
 * that was never sent). Delays, outages, HTTP 500 and broken connections are set by the other fields of
 * {@code Control}.
 */
final class SealServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 65_536;
    private static final int HEX = 64;

    private final transient SealBook book;
    private final transient Signature signature;
    private final transient Control control;

    SealServlet(SealBook book, Signature signature, Control control) {
        this.book = book;
        this.signature = signature;
        this.control = control;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder all = new StringBuilder();
        book.lines().forEach(line -> all.append(line).append('\n'));
        response.setContentType("application/x-ndjson");
        response.getOutputStream().write(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LONGEST + 1);
        String body = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            refuse(response, 413, "longer than " + LONGEST + " bytes");
        } else if (!signature.isValid(request.getHeader(Signature.HEADER), body)) {
            refuse(response, 401, "the signature is missing, wrong or too old");
        } else {
            try {
                ReceivedSeal seal = ReceivedSeal.of(Json.MAPPER.readTree(body).path("seal"));
                SealBook.Outcome outcome = book.accept(seal);
                receipt(response, outcome.accepted() ? 200 : 409, outcome.seal());
            } catch (IllegalArgumentException | com.fasterxml.jackson.core.JacksonException e) {
                refuse(response, 400, e.getMessage());
            }
        }
    }

    private void receipt(HttpServletResponse response, int status, ReceivedSeal seal) throws IOException {
        String odd = control.script().stream()
                .map(line -> line.path("receipt").asText())
                .findFirst()
                .orElse("");
        JsonNode body = Json.MAPPER
                .createObjectNode()
                .put("number", seal.number())
                .put("hash", odd.equals("other") ? "0".repeat(HEX) : seal.hash());
        Signature signer = odd.equals("forged") ? new Signature("this secret belongs to another sender") : signature;
        if (!odd.equals("unsigned")) {
            response.setHeader(Signature.HEADER, signer.of(Instant.now(), body.toString()));
        }
        Json.write(response, status, body);
    }

    private static void refuse(HttpServletResponse response, int status, String detail) throws IOException {
        Json.write(response, status, Json.object(Map.of("detail", String.valueOf(detail))));
    }
}
