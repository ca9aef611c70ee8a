package city.pishkhan.simulators.olderarchive;

import city.pishkhan.simulators.site.Control;
import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.Login;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The older archive's REST interface.
 *
 * <pre>
 * GET /sheets?property=…&amp;kind=…    200 {"sheets": […]}; 404 {"code": "unknown-property"}
 * GET /sheets/{id}/content         200 the bytes; 404 {"code": "unknown-sheet"}
 * </pre>
 */
final class OlderArchiveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONTENT = "/content";
    private static final long TENTH_OF_A_SECOND = 100_000_000L;

    private final transient Ledger ledger;
    private final transient Control control;
    private final transient Login login;

    OlderArchiveServlet(Ledger ledger, Control control, Login login) {
        this.ledger = ledger;
        this.control = control;
        this.login = login;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            list(request, response);
        } else if (path.endsWith(CONTENT)) {
            content(path.substring(1, path.length() - CONTENT.length()), response);
        } else {
            Json.refuse(response, 404, "unknown-sheet", "no such sheet");
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String property = String.valueOf(request.getParameter("property"));
        String[] given = request.getParameterValues("kind");
        List<String> kinds = given == null ? List.of() : Arrays.asList(given);
        List<OldPaper> papers = OldPaper.of(property);
        ledger.append("listed", property, Map.of("sheets", papers.size()));
        if (papers.isEmpty()) {
            Json.refuse(response, 404, "unknown-property", "no such property");
            return;
        }
        ObjectNode reply = Json.MAPPER.createObjectNode();
        ArrayNode sheets = reply.putArray("sheets");
        papers.stream().filter(paper -> kinds.contains(paper.kind())).forEach(paper -> sheets.addObject()
                .put("id", paper.id())
                .put("document", paper.property() + "." + paper.kind())
                .put("kind", paper.kind())
                .put("page", paper.page())
                .put("date", paper.date())
                .put("sha256", paper.sha256())
                .put("size", paper.bytes().length)
                .put("mediaType", "application/pdf"));
        Json.write(response, 200, reply);
    }

    private void content(String id, HttpServletResponse response) throws IOException {
        Optional<OldPaper> found = OldPaper.find(id);
        if (found.isEmpty()) {
            Json.refuse(response, 404, "unknown-sheet", "no such sheet");
            return;
        }
        ledger.append("given", id, Map.of());
        byte[] bytes = found.get().bytes();
        response.setContentType("application/pdf");
        OutputStream out = response.getOutputStream();
        switch (scriptedContent(id)) {
            case "other" -> out.write(OldPaper.pdf("something else"));
            case "html" -> out.write("<html><body>It works!</body></html>".getBytes(StandardCharsets.US_ASCII));
            case "half" -> {
                response.setContentLength(bytes.length);
                out.write(bytes, 0, bytes.length / 2);
                response.flushBuffer();
                throw new IOException("broken off on purpose");
            }
            case "endless" -> {
                while (true) {
                    out.write(bytes);
                    out.flush();
                }
            }
            case "slow" -> {
                for (byte one : bytes) {
                    out.write(one);
                    out.flush();
                    LockSupport.parkNanos(TENTH_OF_A_SECOND);
                }
            }
            default -> out.write(bytes);
        }
    }

    private String scriptedContent(String id) {
        return control.script().stream()
                .filter(one -> one.path("id").asText().equals(id))
                .map(one -> one.path("content").asText())
                .findFirst()
                .orElse("");
    }
}
