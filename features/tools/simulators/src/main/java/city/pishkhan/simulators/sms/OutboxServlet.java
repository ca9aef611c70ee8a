package city.pishkhan.simulators.sms;

import city.pishkhan.simulators.site.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code GET /sms/outbox?to=09…}: sent messages, oldest first, as JSON or, for a browser, as a page. */
final class OutboxServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String HEAD =
            """
            <!DOCTYPE html><html lang="fa" dir="rtl"><meta charset="utf-8"><title>پیامک‌ها</title>
            <style>body{font:1rem/1.8 Vazirmatn,Tahoma,sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #ccd;padding:.4rem .8rem;text-align:start}[dir=ltr]{white-space:nowrap}</style>
            <h1>پیامک‌ها</h1><table><tr><th>زمان</th><th>به</th><th>متن</th><th>بار</th></tr>""";

    private final transient Outbox outbox;

    OutboxServlet(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Outbox.Sent> sent = outbox.list(request.getParameter("to"));
        if (!String.valueOf(request.getHeader("Accept")).contains("text/html")) {
            Json.write(response, 200, Json.MAPPER.valueToTree(sent));
            return;
        }
        StringBuilder page = new StringBuilder(HEAD);
        sent.forEach(one -> page.append("<tr><td dir=ltr>")
                .append(one.at())
                .append("<td dir=ltr>")
                .append(escaped(one.to()))
                .append("<td>")
                .append(escaped(one.text()))
                .append("<td>")
                .append(one.copies()));
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream()
                .write(page.append("</table></html>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
