package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code GET /health}: reports that the company accepts inquiries. With the setting {@code down} no address of the
 * company replies.
 */
final class UtilityHealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Login login;

    UtilityHealthServlet(Login login) {
        this.login = login;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (login.isAllowed(request, response)) {
            Json.write(response, HttpServletResponse.SC_OK, Json.object(Map.of("status", "up")));
        }
    }
}
