package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Calendar;
import city.pishkhan.messages.Messages;
import java.util.List;

/** HTML section with the working calendar. */
final class CalendarSection {
    private static final Messages MESSAGES = Messages.of(CalendarSection.class);

    private CalendarSection() {}

    static void write(PageLanguage language, HtmlPage htmlPage, Calendar calendar) {
        htmlPage.raw("<section id=\"calendar\">").element("h2", language.of(MESSAGES.text("calendar-section.title")));
        htmlPage.raw("<p>")
                .raw(language.of(MESSAGES.text(
                        "calendar-section.version",
                        new HtmlPage().code(calendar.version()),
                        language.day(calendar.first()),
                        language.day(calendar.last()))))
                .raw("</p><ul>");
        htmlPage.element(
                "li",
                language.of(MESSAGES.text(
                        "calendar-section.full",
                        days(language, calendar.full()),
                        language.digits(calendar.fullFrom()),
                        language.digits(calendar.fullUntil()))));
        if (!calendar.half().isEmpty()) {
            htmlPage.element(
                    "li",
                    language.of(MESSAGES.text(
                            "calendar-section.half",
                            days(language, calendar.half()),
                            language.digits(calendar.halfFrom()),
                            language.digits(calendar.halfUntil()))));
        }
        htmlPage.element("li", language.of(MESSAGES.text("calendar-section.closed")))
                .raw("</ul>");
        htmlPage.element("h3", language.of(MESSAGES.text("calendar-section.holidays")))
                .raw("<ul class=\"columns\">");
        calendar.holidays()
                .forEach(h -> htmlPage.element("li", language.dayInWords(h.day()) + ": " + language.digits(h.name())));
        htmlPage.raw("</ul></section>");
    }

    private static List<String> days(PageLanguage language, List<String> days) {
        return days.stream()
                .map(d -> RuleSentences.codeName(language, "weekday", d))
                .toList();
    }
}
