package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Calendar;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The working calendar to be read. */
final class CalendarSection {
    private static final Map<String, String> WEEKDAYS = Map.of(
            "saturday", "شنبه",
            "sunday", "یکشنبه",
            "monday", "دوشنبه",
            "tuesday", "سه‌شنبه",
            "wednesday", "چهارشنبه",
            "thursday", "پنجشنبه",
            "friday", "جمعه");

    private CalendarSection() {}

    static void write(HtmlPage htmlPage, Calendar calendar) {
        htmlPage.raw("<section id=\"calendar\">").element("h2", "تقویم کاری");
        htmlPage.raw("<p>").text("مهلت‌ها با این تقویم شمرده می‌شود. نسخه: ").code(calendar.version());
        htmlPage.text("، برای " + persian(calendar.first()) + " تا " + persian(calendar.last()))
                .raw("</p><ul>");
        htmlPage.element("li", "روزهای کامل: " + week(calendar.full(), calendar.fullFrom(), calendar.fullUntil()));
        if (!calendar.half().isEmpty()) {
            htmlPage.element("li", "نیمه‌وقت: " + week(calendar.half(), calendar.halfFrom(), calendar.halfUntil()));
        }
        htmlPage.element("li", "روزهای دیگر هفته تعطیل است.").raw("</ul>");
        htmlPage.element("h3", "تعطیلات رسمی").raw("<ul class=\"columns\">");
        calendar.holidays()
                .forEach(h -> htmlPage.element("li", PersianDate.of(h.day()).persianLong() + ": " + h.name()));
        htmlPage.raw("</ul></section>");
    }

    private static String week(List<String> days, String from, String until) {
        String names = String.join(
                "، ", days.stream().map(d -> WEEKDAYS.getOrDefault(d, d)).toList());
        return names + "، ساعت " + PersianText.persianDigits(from + " تا " + until);
    }

    private static String persian(LocalDate day) {
        return PersianDate.of(day).persian();
    }
}
