package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Agency;
import city.pishkhan.contracts.visitor.RuleText.Fee;
import city.pishkhan.contracts.visitor.RuleText.Procedure;
import city.pishkhan.contracts.visitor.RuleText.Stage;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stages of a procedure to be read, with how each agency is treated. */
final class ProcedureSection {
    static final Map<String, String> KINDS = Map.of(
            "papers", "گرفتن مدارک",
            "lookup", "پرسش از سامانه",
            "inquiries", "استعلام هم‌زمان",
            "payment", "پرداخت",
            "verification", "تأیید",
            "committee", "تصمیم کمیته",
            "inspection", "بازدید",
            "certificate", "صدور گواهی",
            "delivery", "تحویل");
    private static final Map<String, String> SILENCES = Map.of(
            "consent", "سکوت به معنای موافقت است",
            "escalate", "سکوت موافقت نیست؛ به مقام بالاتر گزارش می‌شود",
            "refuse", "سکوت به معنای رد است");
    private static final Map<String, String> REJECTIONS = Map.of(
            "refuse", "پرونده رد می‌شود",
            "send-back", "پرونده برای اصلاح برمی‌گردد");

    private final RuleSentences words;

    ProcedureSection(RuleSentences words) {
        this.words = words;
    }

    void write(HtmlPage htmlPage, Procedure procedure) {
        htmlPage.raw("<section id=\"").text(procedure.service()).raw("\">");
        htmlPage.element("h2", procedure.titleFa());
        htmlPage.raw("<p class=\"note\">").code(procedure.service());
        htmlPage.text("، ویرایش " + PersianText.persianDigits(String.valueOf(procedure.version())))
                .text("municipality".equals(procedure.customer()) ? "، به سفارش شهرداری" : "")
                .raw("</p>");
        beforehand(htmlPage, "گواهی معتبری که ملک باید داشته باشد", procedure.requires());
        beforehand(htmlPage, "پرونده بازی که ملک نباید داشته باشد", procedure.excludes());
        if (procedure.fee() != null) {
            htmlPage.element("p", fee(procedure.fee()));
        }
        if (procedure.refunds() != null) {
            htmlPage.element("p", procedure.refunds().fa());
        }
        htmlPage.raw("<ol class=\"stages\">");
        procedure.stages().forEach(stage -> stage(htmlPage, procedure, stage));
        htmlPage.raw("</ol></section>");
    }

    private static String fee(Fee fee) {
        return fee.titleFa() + ": " + Rial.of(fee.amount()).persian() + "؛ سهم دفتر "
                + PersianText.persianDigits(fee.officeShare() + "٪")
                + ". دفتر چیزی بیش از آن نمی‌گیرد و برنمی‌گردد.";
    }

    private void beforehand(HtmlPage htmlPage, String what, List<String> services) {
        if (!services.isEmpty()) {
            htmlPage.element("p", what + ": " + words.list(services));
        }
    }

    private void stage(HtmlPage htmlPage, Procedure procedure, Stage stage) {
        htmlPage.raw("<li>").element("strong", stage.titleFa());
        htmlPage.text("، ").text(KINDS.getOrDefault(stage.kind(), stage.kind()));
        if (stage.agency() != null) {
            htmlPage.text(" (" + words.word(stage.agency()) + ")");
        }
        if (stage.role() != null) {
            htmlPage.text(" با " + words.word(stage.role()));
        }
        if ("municipality".equals(stage.payer())) {
            htmlPage.text("؛ بدهکار: شهرداری");
        }
        if (!stage.findings().isEmpty()) {
            htmlPage.text("؛ می‌یابد: " + words.list(stage.findings()));
        }
        if (stage.table() != null) {
            htmlPage.text("، ").link("#table-" + stage.table(), "بر پایه‌ی این جدول");
        }
        if (!stage.sendBack().isEmpty()) {
            htmlPage.text("؛ می‌تواند به این مرحله برگردد: " + titles(procedure, stage.sendBack()));
        }
        if (!stage.agencies().isEmpty()) {
            agencies(htmlPage, stage.agencies());
        }
        htmlPage.raw("</li>");
    }

    private static String titles(Procedure procedure, List<String> stages) {
        return String.join(
                "، ",
                procedure.stages().stream()
                        .filter(s -> stages.contains(s.id()))
                        .map(Stage::titleFa)
                        .toList());
    }

    private void agencies(HtmlPage htmlPage, List<Agency> agencies) {
        htmlPage.raw("<div class=\"wide\"><table><thead><tr>");
        List.of(
                        "دستگاه",
                        "مهلت پاسخ",
                        "یادآوری پیش از پایان مهلت",
                        "اگر پاسخ ندهد",
                        "اگر استعلام به آن نرسد",
                        "اگر نپذیرد",
                        "تمدید",
                        "چه می‌بیند")
                .forEach(head -> htmlPage.element("th scope=\"col\"", head));
        htmlPage.raw("</tr></thead><tbody>");
        for (Agency a : agencies) {
            htmlPage.raw("<tr>").element("th scope=\"row\"", words.word(a.agency()));
            htmlPage.element("td", time(a));
            htmlPage.element(
                    "td",
                    a.reminders().isEmpty()
                            ? "ندارد"
                            : String.join(
                                    "، ",
                                    a.reminders().stream()
                                            .map(ProcedureSection::span)
                                            .toList()));
            htmlPage.element("td", SILENCES.getOrDefault(a.silence(), a.silence()));
            htmlPage.element(
                    "td",
                    "wait".equals(a.undelivered())
                            ? "تا رسیدن استعلام مهلتی ندارد؛ سکوت نیست"
                            : "در پایان همان مهلت از زمان پرسش به مقام بالاتر گزارش می‌شود؛ سکوت نیست");
            htmlPage.element("td", REJECTIONS.getOrDefault(a.onReject(), a.onReject()));
            htmlPage.element(
                    "td",
                    a.extensions() == 0
                            ? "ندارد"
                            : PersianText.persianDigits("تا " + a.extensions() + " بار") + "، روی هم حداکثر "
                                    + span(a.extension()));
            htmlPage.element(
                    "td",
                    words.list(a.shows())
                            + (a.attachments().isEmpty() ? "" : "؛ پیوست: " + words.list(a.attachments())));
            htmlPage.raw("</tr>");
        }
        htmlPage.raw("</tbody></table></div>");
    }

    private static String time(Agency a) {
        if (a.workingDays() != null) {
            return PersianText.persianDigits(a.workingDays() + " روز کاری از تحویل");
        }
        if (a.clock() == null) {
            return "ندارد";
        }
        return span(a.clock());
    }

    /** Working time such as 5d or 4h, or plain time such as PT24H. */
    private static String span(String time) {
        if (!time.startsWith("PT")) {
            int number = Integer.parseInt(time.substring(0, time.length() - 1));
            return PersianText.persianDigits(number + (time.endsWith("d") ? " روز کاری" : " ساعت کاری"));
        }
        Duration clock = Duration.parse(time);
        String minutes = clock.toMinutesPart() == 0 ? "" : " و " + clock.toMinutesPart() + " دقیقه";
        return PersianText.persianDigits(clock.toHours() + " ساعت" + minutes);
    }
}
