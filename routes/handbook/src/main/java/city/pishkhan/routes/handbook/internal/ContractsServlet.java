package city.pishkhan.routes.handbook.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.html.HtmlTemplates;
import city.pishkhan.messages.Text;
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
    private static final HtmlTemplates TEMPLATES = new HtmlTemplates(ContractsServlet.class);
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
                ? new HandbookPage(html(items()).getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", false)
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

    static String html(List<Map<String, String>> items) {
        return TEMPLATES.render("contracts.ftlh", Text::english, Map.of("contracts", items));
    }
}
