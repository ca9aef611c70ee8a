package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.rules.RuleTexts.Word;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The page at {@code /complaints}: a form to complain, one to follow a complaint, and what became of it; without a script. */
final class ComplaintPage {
    private static final Messages MESSAGES = Messages.of(ComplaintPage.class);
    private static final List<String> PARTIES =
            List.of("office", "expert", "district", "agency", "institute", "operator");
    private static final Map<String, String> TONES = Map.of("decided", "good", "dismissed", "bad");
    private static final int LONGEST_CODE = 40;
    /** Of an agency, in part: "gas" is one, and of two letters nobody knows. */
    private static final int SHORTEST_NAME = 3;

    private final VisitorPages pages;
    private final Supplier<List<Word>> agencies;

    /** @param agencies that the rules in force ask, by their names */
    ComplaintPage(VisitorPages pages, Supplier<List<Word>> agencies) {
        this.pages = pages;
        this.agencies = agencies;
    }

    /** The code of what was typed, where it is an agency as people call it, or what one of them alone is called in part; else what was typed. */
    String code(String typed) {
        String named = spelt(typed == null ? "" : typed);
        if (named.length() < SHORTEST_NAME) {
            return typed;
        }
        List<Word> meant = agencies.get().stream()
                .filter(agency ->
                        spelt(agency.fa()).contains(named) || spelt(agency.en()).contains(named))
                .toList();
        return meant.size() == 1 ? meant.get(0).code() : typed;
    }

    /** Whether a name's parts are joined or apart is the hand's that wrote it. */
    private static String spelt(String name) {
        return PersianText.normalise(name).replaceAll("[\\s\\u200c]", "").toLowerCase(Locale.ROOT);
    }

    /** @param typed what was typed before, by the names of the fields; with a refusal that says what is wrong */
    String form(Map<String, String> typed, Refusal refusal) {
        HtmlPage html = new HtmlPage();
        if (refusal == null) {
            html.element("p", MESSAGES.persian("complaint-page.intro"));
        } else {
            html.raw("<p role=\"alert\"><strong>").text(said(refusal)).raw("</strong></p>");
        }
        html.raw("<form action=\"/complaints\" method=\"post\">");
        label(html, "kind").raw("<select id=\"kind\" name=\"kind\" required>");
        PARTIES.forEach(kind -> html.raw(
                        "<option value=\"" + kind + "\"" + (kind.equals(typed.get("kind")) ? " selected" : "") + ">")
                .text(MESSAGES.persian("complaint-party." + kind))
                .raw("</option>"));
        html.raw("</select>");
        input(html, typed, "caseNumber", " dir=\"ltr\"");
        input(html, typed, "name", " list=\"agencies\"");
        html.raw("<datalist id=\"agencies\">");
        agencies.get()
                .forEach(
                        agency -> html.raw("<option value=\"").text(agency.fa()).raw("\"></option>"));
        html.raw("</datalist>");
        label(html, "text")
                .raw("<textarea id=\"text\" name=\"text\" rows=\"6\" maxlength=\"4000\" required>")
                .text(typed.getOrDefault("text", ""))
                .raw("</textarea><button>")
                .text(MESSAGES.persian("complaint-page.send"))
                .raw("</button></form>")
                .raw(VisitorPages.codeForm(
                        "/complaints",
                        MESSAGES.persian("complaint-page.code"),
                        MESSAGES.persian("complaint-page.follow"),
                        LONGEST_CODE));
        Text title = MESSAGES.text("complaint-page.title");
        return pages.whole(
                refusal == null ? "" : "bad",
                VisitorPages.escaped(title.persian()),
                html.toString(),
                VisitorPages.escaped(title.english()),
                "<p>"
                        + VisitorPages.escaped(
                                refusal == null ? MESSAGES.english("complaint-page.intro") : refusal.english())
                        + "</p>");
    }

    /** With the name that the field has here. */
    private static String said(Refusal refusal) {
        if (refusal.field() == null) {
            return refusal.persian();
        }
        String key = "complaint-page." + refusal.field().replace("party.", "");
        return MESSAGES.has(key)
                ? PersianText.persianDigits(
                        refusal.persian().replace(refusal.field(), "«" + MESSAGES.persian(key) + "»"))
                : refusal.persian();
    }

    private static HtmlPage label(HtmlPage html, String field) {
        return html.raw("<label for=\"" + field + "\">")
                .text(MESSAGES.persian("complaint-page." + field))
                .raw("<small>")
                .text(MESSAGES.persian("complaint-page." + field + "/hint"))
                .raw("</small></label>");
    }

    private static void input(HtmlPage html, Map<String, String> typed, String field, String more) {
        label(html, field)
                .raw("<input id=\"" + field + "\" name=\"" + field + "\" maxlength=\"100\" autocomplete=\"off\"" + more
                        + " value=\"")
                .text(typed.getOrDefault(field, ""))
                .raw("\">");
    }

    /** The code is shown once, and nowhere else. */
    String taken(String code) {
        return pages.whole(
                "good",
                VisitorPages.escaped(MESSAGES.persian("complaint-page.taken")),
                taken(code, MESSAGES.persian("complaint-page.keep"), MESSAGES.persian("complaint-page.look")),
                VisitorPages.escaped(MESSAGES.english("complaint-page.taken")),
                taken(code, MESSAGES.english("complaint-page.keep"), MESSAGES.english("complaint-page.look")));
    }

    private static String taken(String code, String keep, String look) {
        return new HtmlPage()
                .element("p", keep)
                .raw("<p>")
                .code(code)
                .raw("</p><p><a class=\"button\" href=\"/complaints/" + code + "\">")
                .text(look)
                .raw("</a></p>")
                .toString();
    }

    String standing(Discipline.Standing s) {
        Text state = MESSAGES.text("complaint-state." + s.state());
        HtmlPage persian = new HtmlPage().raw("<dl>");
        HtmlPage english = new HtmlPage().raw("<dl>");
        line(persian, MESSAGES.persian("track-page.state"), state.persian());
        line(english, MESSAGES.english("track-page.state"), state.english());
        line(persian, MESSAGES.persian("complaint-page.received"), PersianDate.persian(s.received()));
        line(
                english,
                MESSAGES.english("complaint-page.received"),
                s.received().truncatedTo(ChronoUnit.SECONDS).toString());
        if (s.measure() != null) {
            Text measure = MESSAGES.text("complaint-measure." + s.measure());
            line(persian, MESSAGES.persian("complaint-page.measure"), measure.persian());
            line(english, MESSAGES.english("complaint-page.measure"), measure.english());
        }
        if (s.closed() != null) {
            line(persian, MESSAGES.persian("complaint-page.closed"), PersianDate.persian(s.closed()));
            line(
                    english,
                    MESSAGES.english("complaint-page.closed"),
                    s.closed().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        Text title = MESSAGES.text("complaint-page.standing");
        return pages.whole(
                TONES.getOrDefault(s.state(), "wait"),
                VisitorPages.escaped(title.persian()),
                persian.raw("</dl>").toString(),
                VisitorPages.escaped(title.english()),
                english.raw("</dl>").toString());
    }

    private static void line(HtmlPage html, String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }
}
