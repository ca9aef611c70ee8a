package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lists all sales with their calls and states, for tests that compare the hub with the bank. */
final class SalesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Supplier<List<Map<String, Object>>> sales;

    SalesServlet(Supplier<List<Map<String, Object>>> sales) {
        this.sales = sales;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.write(response, HttpServletResponse.SC_OK, Json.MAPPER.valueToTree(sales.get()));
    }
}
