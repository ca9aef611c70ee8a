package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Agency;
import city.pishkhan.contracts.visitor.RuleText.Fee;
import city.pishkhan.contracts.visitor.RuleText.Procedure;
import city.pishkhan.contracts.visitor.RuleText.Stage;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** HTML section with the stages of a procedure and the rules for its agencies. */
final class ProcedureSection {
    private static final Messages MESSAGES = Messages.of(ProcedureSection.class);

    private final RuleSentences words;
    private final PageLanguage language;

    ProcedureSection(RuleSentences words) {
        this.words = words;
        this.language = words.language();
    }

    void write(HtmlPage htmlPage, Procedure procedure) {
        htmlPage.raw("<section id=\"").text(procedure.service()).raw("\">");
        htmlPage.element("h2", language.of(procedure.titleEn(), procedure.titleFa()));
        htmlPage.raw("<p class=\"note\">").raw(version(procedure)).raw("</p>");
        if (!procedure.requires().isEmpty()) {
            htmlPage.element(
                    "p", language.of(MESSAGES.text("procedure-section.requires", words.list(procedure.requires()))));
        }
        if (!procedure.excludes().isEmpty()) {
            htmlPage.element(
                    "p", language.of(MESSAGES.text("procedure-section.excludes", words.list(procedure.excludes()))));
        }
        if (procedure.fee() != null) {
            htmlPage.element("p", fee(procedure.fee()));
        }
        if (procedure.home()) {
            htmlPage.element("p", language.of(MESSAGES.text("procedure-section.home")));
        }
        if (procedure.refunds() != null) {
            htmlPage.element(
                    "p",
                    language.of(procedure.refunds().en(), procedure.refunds().fa()));
        }
        htmlPage.raw("<ol class=\"stages\">");
        procedure.stages().forEach(stage -> stage(htmlPage, procedure, stage));
        htmlPage.raw("</ol></section>");
    }

    private String version(Procedure procedure) {
        HtmlPage service = new HtmlPage().code(procedure.service());
        String version = digits(procedure.version());
        return "municipality".equals(procedure.customer())
                ? language.of(MESSAGES.text("procedure-section.version/city", service, version))
                : language.of(MESSAGES.text("procedure-section.version", service, version));
    }

    private String fee(Fee fee) {
        return language.of(MESSAGES.text(
                "procedure-section.fee",
                language.of(fee.titleEn(), fee.titleFa()),
                rials(fee.amount()),
                digits(fee.officeShare())));
    }

    /** Returns the name of a stage kind, or its code if unknown. */
    static String kind(PageLanguage language, String code) {
        return RuleSentences.codeName(language, "stage-kind", code);
    }

    private void stage(HtmlPage htmlPage, Procedure procedure, Stage stage) {
        htmlPage.raw("<li>").raw(sentence(procedure, stage));
        if (!stage.agencies().isEmpty()) {
            agencies(htmlPage, stage.agencies());
        }
        htmlPage.raw("</li>");
    }

    /** Returns the description of a stage as markup. Each clause receives the preceding text as its first argument. */
    private String sentence(Procedure procedure, Stage stage) {
        HtmlPage title = new HtmlPage().element("strong", language.of(stage.titleEn(), stage.titleFa()));
        HtmlPage kind = piece(kind(language, stage.kind()));
        String sentence = stage.agency() == null
                ? language.of(MESSAGES.text("stage.title", title, kind))
                : language.of(MESSAGES.text("stage.title/agency", title, kind, piece(words.word(stage.agency()))));
        if (stage.role() != null) {
            sentence = language.of(MESSAGES.text("stage.role", sentence, piece(words.word(stage.role()))));
        }
        if (stage.discipline() != null) {
            sentence = language.of(MESSAGES.text("stage.discipline", sentence, piece(words.word(stage.discipline()))));
        }
        if ("municipality".equals(stage.payer())) {
            sentence = language.of(MESSAGES.text("stage.payer-city", sentence));
        }
        if (!stage.findings().isEmpty()) {
            sentence = language.of(MESSAGES.text("stage.findings", sentence, piece(words.list(stage.findings()))));
        }
        if (stage.table() != null) {
            HtmlPage link =
                    new HtmlPage().link("#table-" + stage.table(), language.of(MESSAGES.text("stage.table/link")));
            sentence = language.of(MESSAGES.text("stage.table", sentence, link));
        }
        return stage.sendBack().isEmpty()
                ? sentence
                : language.of(MESSAGES.text("stage.send-back", sentence, titles(procedure, stage.sendBack())));
    }

    private static HtmlPage piece(String text) {
        return new HtmlPage().text(text);
    }

    private List<HtmlPage> titles(Procedure procedure, List<String> stages) {
        return procedure.stages().stream()
                .filter(s -> stages.contains(s.id()))
                .map(s -> piece(language.of(s.titleEn(), s.titleFa())))
                .toList();
    }

    private void agencies(HtmlPage htmlPage, List<Agency> agencies) {
        htmlPage.raw("<div class=\"wide\"><table><thead><tr>");
        List.of(
                        language.of(MESSAGES.text("agencies-table.agency")),
                        language.of(MESSAGES.text("agencies-table.time")),
                        language.of(MESSAGES.text("agencies-table.reminders")),
                        language.of(MESSAGES.text("agencies-table.silence")),
                        language.of(MESSAGES.text("agencies-table.undelivered")),
                        language.of(MESSAGES.text("agencies-table.rejection")),
                        language.of(MESSAGES.text("agencies-table.extensions")),
                        language.of(MESSAGES.text("agencies-table.shows")))
                .forEach(head -> htmlPage.element("th scope=\"col\"", head));
        htmlPage.raw("</tr></thead><tbody>");
        for (Agency a : agencies) {
            htmlPage.raw("<tr>").element("th scope=\"row\"", words.word(a.agency()));
            htmlPage.element("td", time(a));
            htmlPage.element(
                    "td",
                    a.reminders().isEmpty()
                            ? language.of(MESSAGES.text("agencies-table.none"))
                            : language.joined(a.reminders().stream()
                                    .map(this::formatDuration)
                                    .toList()));
            htmlPage.element("td", RuleSentences.codeName(language, "silence", a.silence()));
            htmlPage.element(
                    "td",
                    "wait".equals(a.undelivered())
                            ? language.of(MESSAGES.text("agencies-table.waits"))
                            : language.of(MESSAGES.text("agencies-table.escalates")));
            htmlPage.element("td", RuleSentences.codeName(language, "rejection", a.onReject()));
            htmlPage.element(
                    "td",
                    a.extensions() == 0
                            ? language.of(MESSAGES.text("agencies-table.none"))
                            : language.of(MESSAGES.text(
                                    "agencies-table.extended",
                                    digits(a.extensions()),
                                    formatDuration(Objects.requireNonNull(a.extension())))));
            htmlPage.element(
                    "td",
                    a.attachments().isEmpty()
                            ? words.list(a.shows())
                            : language.of(MESSAGES.text(
                                    "agencies-table.shown-with", words.list(a.shows()), words.list(a.attachments()))));
            htmlPage.raw("</tr>");
        }
        htmlPage.raw("</tbody></table></div>");
    }

    private String time(Agency a) {
        if (a.workingDays() != null) {
            return language.of(MESSAGES.text("time.working-days-from-delivery", digits(a.workingDays())));
        }
        if (a.clock() == null) {
            return language.of(MESSAGES.text("agencies-table.none"));
        }
        return formatDuration(a.clock());
    }

    /** Formats working time such as 5d or 4h, or elapsed time such as PT24H. */
    private String formatDuration(String time) {
        if (!time.startsWith("PT")) {
            int number = Integer.parseInt(time.substring(0, time.length() - 1));
            return time.endsWith("d")
                    ? language.of(MESSAGES.text("time.working-days", digits(number)))
                    : language.of(MESSAGES.text("time.working-hours", digits(number)));
        }
        Duration clock = Duration.parse(time);
        String hours = digits(clock.toHours());
        return clock.toMinutesPart() == 0
                ? language.of(MESSAGES.text("time.hours", hours))
                : language.of(MESSAGES.text("time.hours/minutes", hours, digits(clock.toMinutesPart())));
    }

    private String digits(long number) {
        return language.digits(number);
    }

    private String rials(long amount) {
        return language.of("%,d rial".formatted(amount), Rial.of(amount).persian());
    }
}
