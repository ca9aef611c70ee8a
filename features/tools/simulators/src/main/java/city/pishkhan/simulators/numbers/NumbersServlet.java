package city.pishkhan.simulators.numbers;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The register's REST interface.
 *
 * <pre>
 * POST /ownership  {"nationalId", "mobile"}; 200 {"owner": "owned" | "anothers" | "unknown"}
 * </pre>
 */
final class NumbersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Owners owners;
    private final transient Login login;

    NumbersServlet(Owners owners, Login login) {
        this.owners = owners;
        this.login = login;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        try {
            ObjectNode body = Json.read(request);
            Json.write(
                    response,
                    200,
                    Json.object(Map.of(
                            "owner",
                            owners.owner(
                                    body.path("nationalId").asText(),
                                    body.path("mobile").asText()))));
        } catch (IllegalArgumentException e) {
            Json.refuse(response, 400, "json", e.getMessage());
        }
    }
}
