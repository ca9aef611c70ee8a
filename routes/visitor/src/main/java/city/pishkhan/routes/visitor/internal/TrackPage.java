package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.identifiers.PersianDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The page at {@code /track}: a form for the code, and what it says, in Persian and English. */
final class TrackPage {
    private record Words(String tone, String persian, String english) {}

    private static final Map<State, Words> STATES = Map.of(
            State.OPEN, new Words("wait", "در انتظار دفتر یا شما", "The office, or you, have to act"),
            State.WAITING, new Words("wait", "در دست بررسی", "Being worked on"),
            State.APPROVED, new Words("good", "تأیید شد", "Approved"),
            State.REFUSED, new Words("bad", "رد شد", "Refused"),
            State.WITHDRAWN, new Words("bad", "پس گرفته شد", "Withdrawn"));

    private static final String FORM =
            """
            <form action="/track" method="get">
              <label for="code">{{label}}</label>
              <input id="code" name="code" dir="ltr" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="7K3M-9PQ2-WX4A-0TB1">
              <button>{{button}}</button>
            </form>""";

    private final VisitorPages visitorPages;

    TrackPage(VisitorPages visitorPages) {
        this.visitorPages = visitorPages;
    }

    String form() {
        return page(
                "",
                "پیگیری پرونده",
                "<p>کد پیگیری را دفتر هنگام باز شدن پرونده به شما داده است؛ در پیامک‌ها نیز هست.</p>" + entry(),
                "Follow a case",
                "<p>The office gave you the tracking code when it opened the case; it is in the text messages, too.</p>");
    }

    String problem(Refusal refusal) {
        return page(
                "bad",
                "این کد پذیرفته نشد",
                "<p>" + VisitorPages.escaped(refusal.persian()) + "</p>" + entry(),
                "This code was not taken",
                "<p>" + VisitorPages.escaped(refusal.english()) + "</p>");
    }

    String standing(Tracking.Standing s) {
        Words state = STATES.get(s.state());
        return page(
                state.tone(),
                VisitorPages.escaped(s.serviceFa()),
                "<dl>" + line("وضعیت", state.persian()) + line("مرحله", s.stageFa())
                        + line("از تاریخ", PersianDate.persian(s.since()))
                        + line("پرونده باز شده در", PersianDate.persian(s.opened())) + "</dl>",
                VisitorPages.escaped(s.serviceEn()),
                "<dl>" + line("State", state.english()) + line("Stage", s.stageEn())
                        + line(
                                "Since",
                                s.since().truncatedTo(ChronoUnit.SECONDS).toString())
                        + line(
                                "Opened",
                                s.opened().truncatedTo(ChronoUnit.SECONDS).toString()) + "</dl>");
    }

    private static String entry() {
        return FORM.replace("{{label}}", "کد پیگیری").replace("{{button}}", "پیگیری");
    }

    private static String line(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + VisitorPages.escaped(value) + "</dd></div>";
    }

    private String page(String tone, String title, String html, String titleEn, String htmlEn) {
        return visitorPages.whole(tone, title, html, titleEn, htmlEn);
    }
}
