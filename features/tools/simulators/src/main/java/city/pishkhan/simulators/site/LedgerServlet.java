package city.pishkhan.simulators.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /<partner>/ledger}: the partner's entries, for tests that compare the hub with it. Not affected by faults. */
public final class LedgerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient Ledger ledger;

    public LedgerServlet(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        ledger.copyTo(response.getOutputStream());
    }
}
