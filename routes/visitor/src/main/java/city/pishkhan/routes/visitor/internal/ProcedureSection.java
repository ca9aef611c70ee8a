package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Agency;
import city.pishkhan.contracts.visitor.RuleText.Fee;
import city.pishkhan.contracts.visitor.RuleText.Procedure;
import city.pishkhan.contracts.visitor.RuleText.Stage;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import java.time.Duration;
import java.util.List;

/** The stages of a procedure to be read, with how each agency is treated. */
final class ProcedureSection {
    private static final Messages MESSAGES = Messages.of(ProcedureSection.class);

    private final RuleSentences words;

    ProcedureSection(RuleSentences words) {
        this.words = words;
    }

    void write(HtmlPage htmlPage, Procedure procedure) {
        htmlPage.raw("<section id=\"").text(procedure.service()).raw("\">");
        htmlPage.element("h2", procedure.titleFa());
        htmlPage.raw("<p class=\"note\">").raw(version(procedure)).raw("</p>");
        if (!procedure.requires().isEmpty()) {
            htmlPage.element("p", MESSAGES.persian("procedure-section.requires", words.list(procedure.requires())));
        }
        if (!procedure.excludes().isEmpty()) {
            htmlPage.element("p", MESSAGES.persian("procedure-section.excludes", words.list(procedure.excludes())));
        }
        if (procedure.fee() != null) {
            htmlPage.element("p", fee(procedure.fee()));
        }
        if (procedure.home()) {
            htmlPage.element("p", MESSAGES.persian("procedure-section.home"));
        }
        if (procedure.refunds() != null) {
            htmlPage.element("p", procedure.refunds().fa());
        }
        htmlPage.raw("<ol class=\"stages\">");
        procedure.stages().forEach(stage -> stage(htmlPage, procedure, stage));
        htmlPage.raw("</ol></section>");
    }

    private static String version(Procedure procedure) {
        HtmlPage service = new HtmlPage().code(procedure.service());
        String version = digits(procedure.version());
        return "municipality".equals(procedure.customer())
                ? MESSAGES.persian("procedure-section.version/city", service, version)
                : MESSAGES.persian("procedure-section.version", service, version);
    }

    private static String fee(Fee fee) {
        return MESSAGES.persian(
                "procedure-section.fee", fee.titleFa(), Rial.of(fee.amount()).persian(), digits(fee.officeShare()));
    }

    /** What a kind of stage is called, or its code. */
    static String kind(String code) {
        return RuleSentences.coded("stage-kind", code);
    }

    private void stage(HtmlPage htmlPage, Procedure procedure, Stage stage) {
        htmlPage.raw("<li>").raw(sentence(procedure, stage));
        if (!stage.agencies().isEmpty()) {
            agencies(htmlPage, stage.agencies());
        }
        htmlPage.raw("</li>");
    }

    /** What a stage is, as markup: each clause has what was said before it as its first argument. */
    private String sentence(Procedure procedure, Stage stage) {
        HtmlPage title = new HtmlPage().element("strong", stage.titleFa());
        HtmlPage kind = piece(kind(stage.kind()));
        String said = stage.agency() == null
                ? MESSAGES.persian("stage.title", title, kind)
                : MESSAGES.persian("stage.title/agency", title, kind, piece(words.word(stage.agency())));
        if (stage.role() != null) {
            said = MESSAGES.persian("stage.role", said, piece(words.word(stage.role())));
        }
        if (stage.discipline() != null) {
            said = MESSAGES.persian("stage.discipline", said, piece(words.word(stage.discipline())));
        }
        if ("municipality".equals(stage.payer())) {
            said = MESSAGES.persian("stage.payer-city", said);
        }
        if (!stage.findings().isEmpty()) {
            said = MESSAGES.persian("stage.findings", said, piece(words.list(stage.findings())));
        }
        if (stage.table() != null) {
            HtmlPage link = new HtmlPage().link("#table-" + stage.table(), MESSAGES.persian("stage.table/link"));
            said = MESSAGES.persian("stage.table", said, link);
        }
        return stage.sendBack().isEmpty()
                ? said
                : MESSAGES.persian("stage.send-back", said, titles(procedure, stage.sendBack()));
    }

    private static HtmlPage piece(String text) {
        return new HtmlPage().text(text);
    }

    private static List<HtmlPage> titles(Procedure procedure, List<String> stages) {
        return procedure.stages().stream()
                .filter(s -> stages.contains(s.id()))
                .map(s -> piece(s.titleFa()))
                .toList();
    }

    private void agencies(HtmlPage htmlPage, List<Agency> agencies) {
        htmlPage.raw("<div class=\"wide\"><table><thead><tr>");
        List.of(
                        MESSAGES.persian("agencies-table.agency"),
                        MESSAGES.persian("agencies-table.time"),
                        MESSAGES.persian("agencies-table.reminders"),
                        MESSAGES.persian("agencies-table.silence"),
                        MESSAGES.persian("agencies-table.undelivered"),
                        MESSAGES.persian("agencies-table.rejection"),
                        MESSAGES.persian("agencies-table.extensions"),
                        MESSAGES.persian("agencies-table.shows"))
                .forEach(head -> htmlPage.element("th scope=\"col\"", head));
        htmlPage.raw("</tr></thead><tbody>");
        for (Agency a : agencies) {
            htmlPage.raw("<tr>").element("th scope=\"row\"", words.word(a.agency()));
            htmlPage.element("td", time(a));
            htmlPage.element(
                    "td",
                    a.reminders().isEmpty()
                            ? MESSAGES.persian("agencies-table.none")
                            : String.join(
                                    Messages.comma().persian(),
                                    a.reminders().stream()
                                            .map(ProcedureSection::span)
                                            .toList()));
            htmlPage.element("td", RuleSentences.coded("silence", a.silence()));
            htmlPage.element(
                    "td",
                    "wait".equals(a.undelivered())
                            ? MESSAGES.persian("agencies-table.waits")
                            : MESSAGES.persian("agencies-table.escalates"));
            htmlPage.element("td", RuleSentences.coded("rejection", a.onReject()));
            htmlPage.element(
                    "td",
                    a.extensions() == 0
                            ? MESSAGES.persian("agencies-table.none")
                            : MESSAGES.persian("agencies-table.extended", digits(a.extensions()), span(a.extension())));
            htmlPage.element(
                    "td",
                    a.attachments().isEmpty()
                            ? words.list(a.shows())
                            : MESSAGES.persian(
                                    "agencies-table.shown-with", words.list(a.shows()), words.list(a.attachments())));
            htmlPage.raw("</tr>");
        }
        htmlPage.raw("</tbody></table></div>");
    }

    private static String time(Agency a) {
        if (a.workingDays() != null) {
            return MESSAGES.persian("time.working-days-from-delivery", digits(a.workingDays()));
        }
        if (a.clock() == null) {
            return MESSAGES.persian("agencies-table.none");
        }
        return span(a.clock());
    }

    /** Working time such as 5d or 4h, or plain time such as PT24H. */
    private static String span(String time) {
        if (!time.startsWith("PT")) {
            int number = Integer.parseInt(time.substring(0, time.length() - 1));
            return time.endsWith("d")
                    ? MESSAGES.persian("time.working-days", digits(number))
                    : MESSAGES.persian("time.working-hours", digits(number));
        }
        Duration clock = Duration.parse(time);
        String hours = digits(clock.toHours());
        return clock.toMinutesPart() == 0
                ? MESSAGES.persian("time.hours", hours)
                : MESSAGES.persian("time.hours/minutes", hours, digits(clock.toMinutesPart()));
    }

    private static String digits(long number) {
        return PersianText.persianDigits(String.valueOf(number));
    }
}
