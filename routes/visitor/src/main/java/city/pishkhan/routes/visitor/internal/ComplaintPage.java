package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Page at {@code /complaints}: forms to file and to follow a complaint, and the state of a complaint. It needs no script. */
final class ComplaintPage {
    private static final Messages MESSAGES = Messages.of(ComplaintPage.class);
    private static final List<String> PARTIES = List.of("office", "expert", "district", "institute", "operator");
    /** prefix of the option values of agencies, so that users need not know an agency's code */
    static final String AGENCY = "agency:";

    private static final Map<String, String> TONES = Map.of("decided", "good", "dismissed", "bad");
    private static final int LONGEST_CODE = 40;
    /** fields of the page's forms, in their order */
    private static final List<String> FIELDS = List.of("kind", "caseNumber", "name", "text", VisitorPages.CODE);

    private static final List<String> REQUIRED = List.of("kind", "text");

    private final VisitorPages pages;
    private final Supplier<Map<String, Text>> agencies;

    /** @param agencies supplies the names of agencies by code */
    ComplaintPage(VisitorPages pages, Supplier<Map<String, Text>> agencies) {
        this.pages = pages;
        this.agencies = agencies;
    }

    /** @param typed previous input by field name */
    String form(PageLanguage language, Map<String, String> typed) {
        return form(language, typed, FormFaults.none(), "");
    }

    /**
     * Creates the page after a refused input.
     *
     * @param typed   previous input by field name
     * @param refusal reason why the input was refused
     */
    String form(PageLanguage language, Map<String, String> typed, Refusal refusal) {
        FormFaults faults = FormFaults.none();
        String field = field(refusal);
        if (field == null || !FIELDS.contains(field)) {
            return form(language, typed, faults, language.of(refusal));
        }
        boolean complains = !field.equals(VisitorPages.CODE);
        for (String one : FIELDS) {
            // required fields that are empty are reported together with the refused field
            if (complains && REQUIRED.contains(one) && !typed.containsKey(one)) {
                faults.with(one, language.of(MESSAGES.text("complaint-page." + one + "/missing")));
            } else if (one.equals(field)) {
                faults.with(one, language.of(refusal));
            }
        }
        return form(language, typed, faults, "");
    }

    /** Returns the form's field of a refusal, or an empty text if there is none. */
    private static @Nullable String field(Refusal refusal) {
        return switch (String.valueOf(refusal.field())) {
            case "party", "party.kind" -> "kind";
            case "party.name" -> "name";
            case "null" -> "";
            default -> refusal.field();
        };
    }

    /** @param alert reason that concerns no field, or an empty text */
    private String form(PageLanguage language, Map<String, String> typed, FormFaults faults, String alert) {
        HtmlPage html = new HtmlPage();
        if (!alert.isEmpty()) {
            html.raw("<p role=\"alert\"><strong>").text(alert).raw("</strong></p>");
        } else if (faults.isEmpty()) {
            html.element("p", language.of(MESSAGES.text("complaint-page.intro")));
        } else {
            faults.summary(html);
        }
        html.raw("<form action=\"" + language.path("/complaints") + "\" method=\"post\" novalidate>");
        label(language, html, faults, "kind")
                .raw("<select id=\"kind\" name=\"kind\"" + faults.attributes("kind") + "><option value=\"\"></option>");
        PARTIES.forEach(kind -> option(html, typed, kind, language.of(MESSAGES.text("complaint-party." + kind))));
        html.raw("<optgroup label=\"")
                .text(language.of(MESSAGES.text("complaint-page.agencies")))
                .raw("\">");
        agencies.get().forEach((code, name) -> option(html, typed, AGENCY + code, language.of(name)));
        html.raw("</optgroup></select>");
        input(language, html, typed, faults, "caseNumber", " dir=\"ltr\"");
        input(language, html, typed, faults, "name", "");
        label(language, html, faults, "text")
                .raw("<textarea id=\"text\" name=\"text\" dir=\"auto\" rows=\"6\" maxlength=\"4000\""
                        + faults.attributes("text") + ">")
                .text(typed.getOrDefault("text", ""))
                .raw("</textarea><button>")
                .text(language.of(MESSAGES.text("complaint-page.send")))
                .raw("</button></form>")
                .raw(VisitorPages.codeForm(
                        language,
                        "/complaints",
                        typed.get(VisitorPages.CODE),
                        language.of(MESSAGES.text("complaint-page.code")),
                        language.of(MESSAGES.text("complaint-page.follow")),
                        LONGEST_CODE,
                        faults));
        return pages.renderPage(
                language,
                typed.isEmpty() ? "/complaints" : null,
                alert.isEmpty() && faults.isEmpty() ? "" : "bad",
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

    /** Appends the label of a field, and its fault. */
    private static HtmlPage label(PageLanguage language, HtmlPage html, FormFaults faults, String field) {
        html.raw("<label for=\"" + field + "\">")
                .text(language.of(MESSAGES.text("complaint-page." + field)))
                .raw("<small>")
                .text(language.of(RefusalText.of(
                        MESSAGES,
                        "complaint-page." + field + "/hint",
                        Discipline.SHORTEST_COMPLAINT,
                        Discipline.LONGEST_TEXT)))
                .raw("</small></label>");
        return faults.appendTo(field, html);
    }

    private static void input(
            PageLanguage language,
            HtmlPage html,
            Map<String, String> typed,
            FormFaults faults,
            String field,
            String more) {
        label(language, html, faults, field)
                .raw("<input id=\"" + field + "\" name=\"" + field + "\" maxlength=\"100\" autocomplete=\"off\"" + more
                        + faults.attributes(field) + " value=\"")
                .text(typed.getOrDefault(field, ""))
                .raw("\">");
    }

    /** Page after a complaint was filed. The code is shown only here. */
    String confirmation(PageLanguage language, String code) {
        return pages.renderPage(
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
    String standing(PageLanguage language, String code, Discipline.ComplaintStatus s) {
        HtmlPage html = new HtmlPage().raw("<dl>");
        line(
                html,
                language.of(MESSAGES.text("track-page.state")),
                language.of(MESSAGES.text("complaint-state." + s.state())));
        line(
                html,
                language.of(MESSAGES.text("complaint-page.received")),
                language.moment(Objects.requireNonNull(s.received())));
        if (s.measure() != null) {
            line(
                    html,
                    language.of(MESSAGES.text("complaint-page.measure")),
                    language.of(MESSAGES.text("complaint-measure." + s.measure())));
        }
        if (s.closed() != null) {
            line(html, language.of(MESSAGES.text("complaint-page.closed")), language.moment(s.closed()));
        }
        return pages.renderPage(
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
