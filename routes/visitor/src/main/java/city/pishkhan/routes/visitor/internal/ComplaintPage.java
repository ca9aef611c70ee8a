package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Page at {@code /complaints}: forms to file and to follow a complaint, and the state of a complaint. It needs no script. */
final class ComplaintPage {
    private static final Messages MESSAGES = Messages.of(ComplaintPage.class);
    private static final List<String> PARTIES = List.of("office", "expert", "district", "institute", "operator");
    /** prefix of the option values of agencies, so that users need not know an agency's code */
    static final String AGENCY = "agency:";

    private static final Map<String, String> TONES = Map.of("decided", "good", "dismissed", "bad");
    private static final int LONGEST_CODE = 40;

    private final VisitorPages pages;
    private final Supplier<Map<String, Text>> agencies;

    /** @param agencies supplies the names of agencies by code */
    ComplaintPage(VisitorPages pages, Supplier<Map<String, Text>> agencies) {
        this.pages = pages;
        this.agencies = agencies;
    }

    /** @param typed previous input by field name @param refusal reason why the input was refused, or {@code null} */
    String form(PageLanguage language, Map<String, String> typed, Refusal refusal) {
        HtmlPage html = new HtmlPage();
        if (refusal == null) {
            html.element("p", language.of(MESSAGES.text("complaint-page.intro")));
        } else {
            html.raw("<p role=\"alert\"><strong>").text(language.of(refusal)).raw("</strong></p>");
        }
        html.raw("<form action=\"" + language.path("/complaints") + "\" method=\"post\">");
        label(language, html, "kind").raw("<select id=\"kind\" name=\"kind\" required>");
        PARTIES.forEach(kind -> option(html, typed, kind, language.of(MESSAGES.text("complaint-party." + kind))));
        html.raw("<optgroup label=\"")
                .text(language.of(MESSAGES.text("complaint-page.agencies")))
                .raw("\">");
        agencies.get().forEach((code, name) -> option(html, typed, AGENCY + code, language.of(name)));
        html.raw("</optgroup></select>");
        input(language, html, typed, "caseNumber", " dir=\"ltr\"");
        input(language, html, typed, "name", "");
        label(language, html, "text")
                .raw("<textarea id=\"text\" name=\"text\" dir=\"auto\" rows=\"6\" maxlength=\"4000\" required>")
                .text(typed.getOrDefault("text", ""))
                .raw("</textarea><button>")
                .text(language.of(MESSAGES.text("complaint-page.send")))
                .raw("</button></form>")
                .raw(VisitorPages.codeForm(
                        language,
                        "/complaints",
                        null,
                        language.of(MESSAGES.text("complaint-page.code")),
                        language.of(MESSAGES.text("complaint-page.follow")),
                        LONGEST_CODE));
        return pages.whole(
                language,
                typed.isEmpty() ? "/complaints" : null,
                refusal == null ? "" : "bad",
                language.of(MESSAGES.text("complaint-page.title")),
                html.toString());
    }

    private static void option(HtmlPage html, Map<String, String> typed, String value, String name) {
        html.raw("<option value=\"")
                .text(value)
                .raw("\"" + (value.equals(typed.get("kind")) ? " selected" : "") + ">")
                .text(name)
                .raw("</option>");
    }

    private static HtmlPage label(PageLanguage language, HtmlPage html, String field) {
        return html.raw("<label for=\"" + field + "\">")
                .text(language.of(MESSAGES.text("complaint-page." + field)))
                .raw("<small>")
                .text(language.of(MESSAGES.text("complaint-page." + field + "/hint")))
                .raw("</small></label>");
    }

    private static void input(
            PageLanguage language, HtmlPage html, Map<String, String> typed, String field, String more) {
        label(language, html, field)
                .raw("<input id=\"" + field + "\" name=\"" + field + "\" maxlength=\"100\" autocomplete=\"off\"" + more
                        + " value=\"")
                .text(typed.getOrDefault(field, ""))
                .raw("\">");
    }

    /** Page after a complaint was filed. The code is shown only here. */
    String taken(PageLanguage language, String code) {
        return pages.whole(
                language,
                null,
                "good",
                language.of(MESSAGES.text("complaint-page.taken")),
                new HtmlPage()
                        .element("p", language.of(MESSAGES.text("complaint-page.keep")))
                        .raw("<p>")
                        .code(code)
                        .raw("</p><p><a class=\"button\" href=\"" + language.path("/complaints/" + code) + "\">")
                        .text(language.of(MESSAGES.text("complaint-page.look")))
                        .raw("</a></p>")
                        .toString());
    }

    /** @param code code as entered, used in the link to the page in the other language */
    String standing(PageLanguage language, String code, Discipline.Standing s) {
        HtmlPage html = new HtmlPage().raw("<dl>");
        line(
                html,
                language.of(MESSAGES.text("track-page.state")),
                language.of(MESSAGES.text("complaint-state." + s.state())));
        line(html, language.of(MESSAGES.text("complaint-page.received")), language.moment(s.received()));
        if (s.measure() != null) {
            line(
                    html,
                    language.of(MESSAGES.text("complaint-page.measure")),
                    language.of(MESSAGES.text("complaint-measure." + s.measure())));
        }
        if (s.closed() != null) {
            line(html, language.of(MESSAGES.text("complaint-page.closed")), language.moment(s.closed()));
        }
        return pages.whole(
                language,
                "/complaints/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                TONES.getOrDefault(s.state(), "wait"),
                language.of(MESSAGES.text("complaint-page.standing")),
                html.raw("</dl>").toString());
    }

    private static void line(HtmlPage html, String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }
}
