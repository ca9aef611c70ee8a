package city.pishkhan.simulators.bank;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Payment page, opened by the payer's browser with Token; has two buttons instead of a card form. */
final class SepPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient SepSaleProcessor saleProcessor;

    SepPage(SepSaleProcessor saleProcessor) {
        this.saleProcessor = saleProcessor;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = String.valueOf(request.getParameter("Token"));
        var sale = saleProcessor.token(token);
        if (sale.isEmpty()) {
            Html.write(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "نشست پرداخت یافت نشد",
                    "<p lang=\"en\">No such token.</p>");
            return;
        }
        Html.write(
                response,
                HttpServletResponse.SC_OK,
                "درگاه آزمایشی پرداخت الکترونیک سامان",
                "<p>مبلغ: " + sale.get().amount
                        + " ریال، شماره خرید " + Html.text(sale.get().purchase)
                        + "</p><p lang=\"en\" dir=\"ltr\">A simulated bank: no money moves.</p>"
                        + "<form method=\"post\" action=\"OnlinePG/pay\">" + Html.hidden(Map.of("Token", token))
                        + "<button name=\"action\" value=\"pay\">پرداخت</button> <button name=\"action\" value=\"cancel\">انصراف</button></form>");
    }
}
