package city.pishkhan.simulators.vehicles;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The registry's REST interface.
 *
 * <pre>
 * GET /vehicles?plate=…|vin=…   200 the record; 404 {"code": "unknown-vehicle"}
 * POST /ownership               {"plate", "nationalId"}; 200 {"owner": "owned" | "anothers" | "unknown", "name"}
 * PUT /settlements/{id}         {"plate", "throughYear"}; 201 {"reference"}, the same one for a known id; 422 {"code": "unknown-vehicle"}
 * </pre>
 */
final class VehiclesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Fleet fleet;
    private final transient Login login;

    VehiclesServlet(Fleet fleet, Login login) {
        this.fleet = fleet;
        this.login = login;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        String plate = request.getParameter("plate");
        Optional<Fleet.Vehicle> found =
                plate != null ? fleet.plate(plate) : fleet.vin(String.valueOf(request.getParameter("vin")));
        if (found.isPresent()) {
            Json.write(response, 200, Json.MAPPER.valueToTree(found.get()));
        } else {
            Json.refuse(response, 404, "unknown-vehicle", "no such vehicle");
        }
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
                    fleet.ownership(
                            body.path("plate").asText(), body.path("nationalId").asText()));
        } catch (IllegalArgumentException e) {
            Json.refuse(response, 400, "json", e.getMessage());
        }
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        try {
            ObjectNode body = Json.read(request);
            String id = String.valueOf(request.getPathInfo()).substring(1);
            Optional<String> reference = fleet.recordPayment(
                    id, body.path("plate").asText(), body.path("throughYear").asInt());
            if (reference.isPresent()) {
                Json.write(response, 201, Json.object(Map.of("reference", reference.get())));
            } else {
                Json.refuse(response, 422, "unknown-vehicle", "no such vehicle");
            }
        } catch (IllegalArgumentException e) {
            Json.refuse(response, 400, "json", e.getMessage());
        }
    }
}
