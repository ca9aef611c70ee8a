package city.pishkhan.simulators.bank;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Payment page, opened by the payer's browser with RefId; has two buttons instead of a card form. */
final class PayPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient MellatSaleProcessor saleProcessor;

    PayPage(MellatSaleProcessor saleProcessor) {
        this.saleProcessor = saleProcessor;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String session = String.valueOf(request.getParameter("RefId"));
        var sale = saleProcessor.session(session);
        if (sale.isEmpty()) {
            Html.write(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "نشست پرداخت یافت نشد",
                    "<p lang=\"en\">No such session.</p>");
            return;
        }
        Html.write(
                response,
                HttpServletResponse.SC_OK,
                "درگاه آزمایشی به‌پرداخت ملت",
                "<p>مبلغ: " + sale.get().amount
                        + " ریال، سفارش " + sale.get().order
                        + "</p><p lang=\"en\" dir=\"ltr\">A simulated bank: no money moves.</p>"
                        + "<form method=\"post\" action=\"page/pay\">" + Html.hidden(Map.of("RefId", session))
                        + "<button name=\"action\" value=\"pay\">پرداخت</button> <button name=\"action\" value=\"cancel\">انصراف</button></form>");
    }
}
