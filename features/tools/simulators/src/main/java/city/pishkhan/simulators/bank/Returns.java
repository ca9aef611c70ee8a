package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Returns a payer to the merchant, with the script's deviations. The reply to a browser is a form that posts itself to
 * the merchant. With {@code ?follow=server} the bank posts the return itself, with retries, and replies with JSON.
 */
final class Returns {
    private final PayerReturnSender messenger;

    /**
     * A return to the merchant.
     *
     * @param callback the merchant's address
     * @param form     form data of the correct return
     * @param strange  form data of a forged return with an unknown session
     * @param wrong    form data of a forged return with the right session and a sale that does not exist
     */
    record Return(URI callback, Map<String, String> form, Map<String, String> strange, Map<String, String> wrong) {}

    Returns(PayerReturnSender messenger) {
        this.messenger = messenger;
    }

    /**
     * Replies with the payer's return.
     *
     * @param deviation deviation of this return, or empty
     */
    void answer(HttpServletRequest request, HttpServletResponse response, Return back, Optional<JsonNode> deviation)
            throws IOException {
        JsonNode entry = deviation.orElse(MissingNode.getInstance());
        boolean lost = entry.path("lost").asBoolean();
        boolean forged = entry.path("forged").asBoolean();
        ScriptedDeviations.pause(entry);
        for (int i = 1; i < entry.path("copies").asInt(1) && !lost; i++) {
            messenger.postInBackground(back.callback(), back.form());
        }
        if ("server".equals(request.getParameter("follow"))) {
            int before = forged ? messenger.postOnce(back.callback(), back.strange()) : 0;
            int status = lost ? 0 : messenger.postAndWait(back.callback(), back.form());
            int after = forged ? messenger.postOnce(back.callback(), back.wrong()) : 0;
            Map<String, Object> fields = new LinkedHashMap<>(back.form());
            fields.put("hubStatus", status);
            if (forged) {
                fields.put("forgedStatus", List.of(before, after));
            }
            Json.write(response, HttpServletResponse.SC_OK, Json.object(fields));
        } else if (lost) {
            Html.write(
                    response,
                    HttpServletResponse.SC_OK,
                    "پنجره بسته شد",
                    "<p lang=\"en\">The payer closed the window.</p>");
        } else {
            Html.write(
                    response,
                    HttpServletResponse.SC_OK,
                    "بازگشت به پذیرنده",
                    "<form id=\"back\" method=\"post\" action=\""
                            + Html.text(back.callback().toString()) + "\">" + Html.hidden(back.form())
                            + "<button>ادامه</button></form><script>document.getElementById('back').submit()</script>");
        }
    }

    /** Posts the return in the background. */
    void send(Return back) {
        messenger.postInBackground(back.callback(), back.form());
    }
}
