package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Page at {@code /complaints}: forms to file and to follow a complaint, and the state of a complaint. It needs no script. */
final class ComplaintPage {
    private static final Messages MESSAGES = Messages.of(ComplaintPage.class);
    /** prefix of the option values of agencies, so that users need not know an agency's code */
    static final String AGENCY = "agency:";

    private static final Map<String, String> TONES = Map.of("decided", "good", "dismissed", "bad");
    /** fields of the page's forms, in their order */
    private static final List<String> FIELDS = List.of("kind", "caseNumber", "name", "text", VisitorPages.CODE);

    private static final List<String> REQUIRED = List.of("kind", "text");

    private final Supplier<Map<String, Text>> agencies;

    /** @param agencies supplies the names of agencies by code */
    ComplaintPage(Supplier<Map<String, Text>> agencies) {
        this.agencies = agencies;
    }

    /** @param typed previous input by field name */
    String form(PageLanguage language, Map<String, String> typed) {
        return form(language, typed, Map.of(), "");
    }

    /**
     * Creates the page after a refused input.
     *
     * @param typed   previous input by field name
     * @param refusal reason why the input was refused
     */
    String form(PageLanguage language, Map<String, String> typed, Refusal refusal) {
        String field = field(refusal);
        if (!FIELDS.contains(field)) {
            return form(language, typed, Map.of(), language.of(refusal));
        }
        Map<String, String> faults = new LinkedHashMap<>();
        boolean complains = !field.equals(VisitorPages.CODE);
        for (String one : FIELDS) {
            // required fields that are empty are reported together with the refused field
            if (complains && REQUIRED.contains(one) && !typed.containsKey(one)) {
                faults.put(one, language.of(MESSAGES.text("complaint-page." + one + "/missing")));
            } else if (one.equals(field)) {
                faults.put(one, language.of(refusal));
            }
        }
        return form(language, typed, faults, "");
    }

    /** Returns the form's field of a refusal, or an empty text if there is none. */
    private static String field(Refusal refusal) {
        String field = refusal.field();
        if (field == null) {
            return "";
        }
        return switch (field) {
            case "party", "party.kind" -> "kind";
            case "party.name" -> "name";
            default -> field;
        };
    }

    /** @param alert reason that concerns no field, or an empty text */
    private String form(PageLanguage language, Map<String, String> typed, Map<String, String> faults, String alert) {
        return PageFrame.render(
                "complaint",
                language,
                typed.isEmpty() ? "/complaints" : null,
                Map.of(
                        "agencies",
                        agencies.get(),
                        "typed",
                        typed,
                        "faults",
                        faults,
                        "alert",
                        alert,
                        "shortest",
                        Discipline.SHORTEST_COMPLAINT,
                        "longest",
                        Discipline.LONGEST_TEXT));
    }

    /** Page after a complaint was filed. The code is shown only here. */
    String confirmation(PageLanguage language, String code) {
        return PageFrame.render("complaint-filed", language, null, Map.of("code", code));
    }

    /** @param code code as entered, used in the link to the page in the other language */
    String standing(PageLanguage language, String code, Discipline.ComplaintStatus s) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                language.of(MESSAGES.text("track-page.state")),
                language.of(MESSAGES.text("complaint-state." + s.state())));
        lines.put(
                language.of(MESSAGES.text("complaint-page.received")),
                language.moment(Objects.requireNonNull(s.received())));
        if (s.measure() != null) {
            lines.put(
                    language.of(MESSAGES.text("complaint-page.measure")),
                    language.of(MESSAGES.text("complaint-measure." + s.measure())));
        }
        if (s.closed() != null) {
            lines.put(language.of(MESSAGES.text("complaint-page.closed")), language.moment(s.closed()));
        }
        return PageFrame.render(
                "standing",
                language,
                "/complaints/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                Map.of(
                        "title", language.of(MESSAGES.text("complaint-page.standing")),
                        "tone", TONES.getOrDefault(s.state(), "wait"),
                        "lines", lines));
    }
}
