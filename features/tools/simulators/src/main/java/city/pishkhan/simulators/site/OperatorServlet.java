package city.pishkhan.simulators.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code GET} and {@code POST /control/<partner>}: reads and changes a partner's behaviour. */
public final class OperatorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, Control> partners;

    public OperatorServlet(Map<String, Control> partners) {
        this.partners = partners;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Control control = control(request);
        if (control == null) {
            response.sendError(404, "partners: " + partners.keySet());
            return;
        }
        Json.write(response, 200, control.show());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Control control = control(request);
        if (control == null) {
            response.sendError(404, "partners: " + partners.keySet());
            return;
        }
        try {
            control.change(Json.read(request));
            Json.write(response, 200, control.show());
        } catch (IllegalArgumentException e) {
            Json.write(response, 400, Json.object(Map.of("error", String.valueOf(e.getMessage()))));
        }
    }

    private Control control(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? null : partners.get(path.substring(1));
    }
}
