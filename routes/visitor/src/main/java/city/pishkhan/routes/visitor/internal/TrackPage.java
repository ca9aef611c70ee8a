package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.messages.Messages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

    /** @param faults messages about the input by field */
    String form(PageLanguage language, Map<String, String> faults) {
        return form(language, "title", Map.of(), faults, "");
    }

    /** @param typed code as entered, or {@code null} */
    String problem(PageLanguage language, @Nullable String typed, Refusal refusal) {
        boolean limited = refusal.kind() == Refusal.Kind.TOO_MANY;
        String message = language.of(refusal);
        return form(
                language,
                "not-taken",
                typed == null ? Map.of() : Map.of(VisitorPages.CODE, typed),
                limited ? Map.of() : Map.of(VisitorPages.CODE, message),
                limited ? message : "");
    }

    /** @param alert reason that concerns no field, or an empty text */
    private static String form(
            PageLanguage language,
            String heading,
            Map<String, String> typed,
            Map<String, String> faults,
            String alert) {
        return PageFrame.render(
                "track",
                language,
                "/track",
                Map.of("heading", heading, "typed", typed, "faults", faults, "alert", alert));
    }

    /** @param code code as entered, used in the link to the page in the other language */
    String standing(PageLanguage language, String code, Tracking.TrackingStatus s) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                language.of(MESSAGES.text("track-page.state")),
                language.of(MESSAGES.text("case-state." + s.state().name().toLowerCase(Locale.ROOT))));
        lines.put(language.of(MESSAGES.text("track-page.stage")), language.of(s.stageEn(), s.stageFa()));
        lines.put(language.of(MESSAGES.text("track-page.since")), language.moment(s.since()));
        lines.put(language.of(MESSAGES.text("track-page.opened")), language.moment(s.opened()));
        return PageFrame.render(
                "standing",
                language,
                "/track/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                Map.of(
                        "title", language.of(s.serviceEn(), s.serviceFa()),
                        "tone", TONES.get(s.state()),
                        "lines", lines));
    }
}
