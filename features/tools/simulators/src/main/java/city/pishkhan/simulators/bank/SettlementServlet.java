package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /control/bank/<bank>/settlement}: writes the settled sales that are in no file yet, without waiting for the end of the day.
 * Replies {@code {"file": "mellat-20261126-1.csv", "lines": 12, "total": 34500000}} with the total in rial; {@code file} is null if there
 * was nothing to write.
 */
final class SettlementServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Optional<SettlementFiles> files;

    SettlementServlet(Optional<SettlementFiles> files) {
        this.files = files;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (files.isEmpty()) {
            Json.write(
                    response,
                    HttpServletResponse.SC_CONFLICT,
                    Json.object(Map.of(
                            "error", "no folder for settlement files; start the simulators with --settlement DIR")));
            return;
        }
        SettlementFiles.Written written = files.get().write(files.get().today());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("file", written.name());
        reply.put("lines", written.lines());
        reply.put("total", written.total());
        Json.write(response, HttpServletResponse.SC_OK, Json.object(reply));
    }
}
