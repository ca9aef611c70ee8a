package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Json;
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
 * Takes a payer back to the merchant, and on the way does what the script says. A browser gets a form that takes it there; with
 * {@code ?follow=server} the bank itself takes it there, again and again as a payer would reload, and answers JSON.
 */
final class Returns {
    private final Browserless messenger;

    /**
     * One return.
     *
     * @param form    that is due
     * @param strange what somebody says who knows nothing of the session
     * @param wrong   what somebody says who knows the session, and names a sale that never was
     */
    record Return(URI callback, Map<String, String> form, Map<String, String> strange, Map<String, String> wrong) {}

    Returns(Browserless messenger) {
        this.messenger = messenger;
    }

    /** @param oddity what goes wrong with it */
    void answer(HttpServletRequest request, HttpServletResponse response, Return back, Optional<JsonNode> oddity)
            throws IOException {
        JsonNode odd = oddity.orElse(MissingNode.getInstance());
        boolean lost = odd.path("lost").asBoolean();
        boolean forged = odd.path("forged").asBoolean();
        Oddities.pause(odd);
        for (int i = 1; i < odd.path("copies").asInt(1) && !lost; i++) {
            messenger.take(back.callback(), back.form());
        }
        if ("server".equals(request.getParameter("follow"))) {
            int before = forged ? messenger.takeOnce(back.callback(), back.strange()) : 0;
            int status = lost ? 0 : messenger.takeAndWait(back.callback(), back.form());
            int after = forged ? messenger.takeOnce(back.callback(), back.wrong()) : 0;
            Map<String, Object> told = new LinkedHashMap<>(back.form());
            told.put("hubStatus", status);
            if (forged) {
                told.put("forgedStatus", List.of(before, after));
            }
            Json.write(response, HttpServletResponse.SC_OK, Json.object(told));
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

    /** Takes it there in the background. */
    void send(Return back) {
        messenger.take(back.callback(), back.form());
    }
}
