package city.pishkhan.routes.handbook.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.routes.handbook.internal.ContractFiles.Contract;
import city.pishkhan.runtime.DoorPaths;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /contracts}: the contracts with partners, as a list and as single files, for the partners' developers.
 */
@DoorPaths(ContractsServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=contracts",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.pattern=" + ContractsServlet.PATH + "/*"
        })
public final class ContractsServlet extends HttpServlet {
    static final String PATH = "/contracts";

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final transient ContractFiles contracts;

    @Activate
    public ContractsServlet(@Reference ContractFiles contracts) {
        this.contracts = contracts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (PageReply.rejectUnguarded(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        if ("/".equals(path)) {
            PageReply.redirect("../contracts", response);
            return;
        }
        HandbookPage page = path == null
                ? list(request)
                : contracts
                        .find(path.substring(1))
                        .orElseThrow(() -> Refusal.notFound("contract"))
                        .file();
        response.setHeader("Vary", "Accept");
        PageReply.send(page, request, response);
    }

    /** Avoids writing a body, which the server would discard. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private HandbookPage list(HttpServletRequest request) throws IOException {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html")
                ? new HandbookPage(html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", false)
                : new HandbookPage(JSON.writeValueAsBytes(Map.of("items", items())), "application/json", false);
    }

    private List<Map<String, String>> items() {
        return contracts.all().stream().map(ContractsServlet::item).toList();
    }

    private static Map<String, String> item(Contract contract) {
        Map<String, String> item = new LinkedHashMap<>();
        item.put("name", contract.name());
        item.put("edition", contract.edition());
        item.put("title", contract.title());
        item.put("mediaType", contract.file().type());
        item.put("path", PATH + "/" + contract.name());
        return item;
    }

    private String html() {
        String rows = contracts.all().stream()
                .map(c -> "<tr><td><a href=\"contracts/" + c.name() + "\">" + c.name() + "</a></td><td>"
                        + escaped(c.edition()) + "</td><td>" + escaped(c.title()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Contracts</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<link rel=\"stylesheet\" href=\"handbook/handbook.css\"></head><body><main><h1>Contracts with partners</h1>"
                + "<p>Contracts between this hub and its partner systems, with examples, in OpenAPI or WSDL. How to connect a system is in "
                + "<a href=\"handbook/integrator\">the handbook</a>.</p>"
                + "<table><thead><tr><th>Contract</th><th>Version</th><th>Description</th></tr></thead><tbody>\n" + rows
                + "\n</tbody></table></main></body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
