package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Calendar;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.time.LocalDate;
import java.util.List;

/** The working calendar to be read. */
final class CalendarSection {
    private static final Messages MESSAGES = Messages.of(CalendarSection.class);

    private CalendarSection() {}

    static void write(HtmlPage htmlPage, Calendar calendar) {
        htmlPage.raw("<section id=\"calendar\">").element("h2", MESSAGES.persian("calendar-section.title"));
        htmlPage.raw("<p>")
                .raw(MESSAGES.persian(
                        "calendar-section.version",
                        new HtmlPage().code(calendar.version()),
                        persian(calendar.first()),
                        persian(calendar.last())))
                .raw("</p><ul>");
        htmlPage.element(
                "li",
                MESSAGES.persian(
                        "calendar-section.full",
                        days(calendar.full()),
                        time(calendar.fullFrom()),
                        time(calendar.fullUntil())));
        if (!calendar.half().isEmpty()) {
            htmlPage.element(
                    "li",
                    MESSAGES.persian(
                            "calendar-section.half",
                            days(calendar.half()),
                            time(calendar.halfFrom()),
                            time(calendar.halfUntil())));
        }
        htmlPage.element("li", MESSAGES.persian("calendar-section.closed")).raw("</ul>");
        htmlPage.element("h3", MESSAGES.persian("calendar-section.holidays")).raw("<ul class=\"columns\">");
        calendar.holidays()
                .forEach(h -> htmlPage.element("li", PersianDate.of(h.day()).persianLong() + ": " + h.name()));
        htmlPage.raw("</ul></section>");
    }

    private static List<String> days(List<String> days) {
        return days.stream().map(d -> RuleSentences.coded("weekday", d)).toList();
    }

    private static String time(String time) {
        return PersianText.persianDigits(time);
    }

    private static String persian(LocalDate day) {
        return PersianDate.of(day).persian();
    }
}
