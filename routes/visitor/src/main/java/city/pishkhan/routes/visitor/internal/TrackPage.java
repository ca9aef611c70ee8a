package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The page at {@code /track}: a form for the code, and what it says, in Persian and English. */
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

    String form() {
        Text intro = MESSAGES.text("track-page.intro");
        return page(
                "",
                MESSAGES.text("track-page.title"),
                "<p>" + intro.persian() + "</p>" + entry(),
                "<p>" + intro.english() + "</p>");
    }

    String problem(Refusal refusal) {
        return page(
                "bad",
                MESSAGES.text("track-page.not-taken"),
                "<p>" + VisitorPages.escaped(refusal.persian()) + "</p>" + entry(),
                "<p>" + VisitorPages.escaped(refusal.english()) + "</p>");
    }

    String standing(Tracking.Standing s) {
        Text state = MESSAGES.text("case-state." + s.state().name().toLowerCase(Locale.ROOT));
        Text named = MESSAGES.text("track-page.state");
        Text stage = MESSAGES.text("track-page.stage");
        Text since = MESSAGES.text("track-page.since");
        Text opened = MESSAGES.text("track-page.opened");
        return page(
                TONES.get(s.state()),
                new Text(s.serviceEn(), s.serviceFa()),
                "<dl>" + line(named.persian(), state.persian()) + line(stage.persian(), s.stageFa())
                        + line(since.persian(), PersianDate.persian(s.since()))
                        + line(opened.persian(), PersianDate.persian(s.opened())) + "</dl>",
                "<dl>" + line(named.english(), state.english()) + line(stage.english(), s.stageEn())
                        + line(since.english(), seconds(s.since()))
                        + line(opened.english(), seconds(s.opened())) + "</dl>");
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String entry() {
        return VisitorPages.codeForm(
                "/track",
                MESSAGES.persian("track-page.code") + " (7K3M-9PQ2-WX4A-0TB1)",
                MESSAGES.persian("track-page.follow"),
                40);
    }

    private static String line(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + VisitorPages.escaped(value) + "</dd></div>";
    }

    private String page(String tone, Text title, String html, String htmlEn) {
        return visitorPages.whole(
                tone, VisitorPages.escaped(title.persian()), html, VisitorPages.escaped(title.english()), htmlEn);
    }
}
