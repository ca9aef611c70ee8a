package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Page at {@code /track}: a form for the tracking code, and the state of the case. */
final class TrackPage {
    private static final Messages MESSAGES = Messages.of(TrackPage.class);

    private static final Map<State, String> TONES = Map.of(
            State.OPEN, "wait",
            State.WAITING, "wait",
            State.APPROVED, "good",
            State.REFUSED, "bad",
            State.WITHDRAWN, "bad");

    private final VisitorPages visitorPages;

    TrackPage(VisitorPages visitorPages) {
        this.visitorPages = visitorPages;
    }

    String form(PageLanguage language, FormFaults faults) {
        return page(
                language,
                "/track",
                faults.isEmpty() ? "" : "bad",
                language.of(MESSAGES.text("track-page.title")),
                "<p>" + language.of(MESSAGES.text("track-page.intro")) + "</p>" + entry(language, null, faults));
    }

    /** @param typed code as entered, or {@code null} */
    String problem(PageLanguage language, @Nullable String typed, Refusal refusal) {
        boolean limited = refusal.kind() == Refusal.Kind.TOO_MANY;
        return page(
                language,
                "/track",
                "bad",
                language.of(MESSAGES.text("track-page.not-taken")),
                limited
                        ? "<p role=\"alert\">" + VisitorPages.escaped(language.of(refusal)) + "</p>"
                                + entry(language, typed, FormFaults.none())
                        : entry(language, typed, FormFaults.none().with(VisitorPages.CODE, language.of(refusal))));
    }

    /** @param code code as entered, used in the link to the page in the other language */
    String standing(PageLanguage language, String code, Tracking.TrackingStatus s) {
        Text state = MESSAGES.text("case-state." + s.state().name().toLowerCase(Locale.ROOT));
        return page(
                language,
                "/track/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                TONES.get(s.state()),
                language.of(s.serviceEn(), s.serviceFa()),
                "<dl>" + line(language, MESSAGES.text("track-page.state"), language.of(state))
                        + line(language, MESSAGES.text("track-page.stage"), language.of(s.stageEn(), s.stageFa()))
                        + line(language, MESSAGES.text("track-page.since"), language.moment(s.since()))
                        + line(language, MESSAGES.text("track-page.opened"), language.moment(s.opened())) + "</dl>");
    }

    private static String entry(PageLanguage language, @Nullable String typed, FormFaults faults) {
        return VisitorPages.codeForm(
                language,
                "/track",
                typed,
                language.of(MESSAGES.text("track-page.code")) + " (\u20667K3M\u20119PQ2\u2011WX4A\u20110TB1\u2069)",
                language.of(MESSAGES.text("track-page.follow")),
                40,
                faults);
    }

    private static String line(PageLanguage language, Text name, String value) {
        return "<div><dt>" + language.of(name) + "</dt><dd>" + VisitorPages.escaped(value) + "</dd></div>";
    }

    private String page(PageLanguage language, String here, @Nullable String tone, String title, String html) {
        return visitorPages.renderPage(language, here, tone, title, html);
    }
}
