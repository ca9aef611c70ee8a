package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.contracts.visitor.RuleText.Agency;
import city.pishkhan.contracts.visitor.RuleText.Column;
import city.pishkhan.doors.mapping.RuleCells;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.messages.Messages;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meanings of a rule set's codes, and Persian translations of table cells with simple FEEL expressions. The FEEL cell remains
 * authoritative. It is public because the templates call it.
 */
public final class RuleSentences {
    private static final Messages MESSAGES = Messages.of(RuleSentences.class);

    private final PageLanguage language;
    private final RuleCells cells;
    private final Map<String, String> words = new HashMap<>();

    RuleSentences(PageLanguage language, RuleText text) {
        this.language = language;
        text.facts().forEach(f -> words.put(f.name(), language.of(f.en(), f.fa())));
        text.papers().forEach(w -> words.put(w.code(), language.of(w.en(), w.fa())));
        text.words().forEach(w -> words.put(w.code(), language.of(w.en(), w.fa())));
        cells = new RuleCells(words);
    }

    /** Returns the name of a code of the rule set, or the code if it has none. */
    public String word(String code) {
        return words.getOrDefault(code, code);
    }

    public String list(List<String> codes) {
        return language.joined(codes.stream().map(this::word).toList());
    }

    /**
     * Translates a cell to Persian; returns {@code null} for English pages or unsupported expressions, for which the FEEL text is shown.
     */
    public @Nullable String cell(String feel) {
        return language == PageLanguage.PERSIAN ? cells.persian(feel) : null;
    }

    /** Returns whether the translation is complete, so that the FEEL text need not be shown as well. */
    public static boolean isComplete(String feel, String persian) {
        return feel.equals("-") || feel.equals('"' + persian + '"');
    }

    public String label(Column column) {
        String known = word(column.label());
        return column.labelFa() == null ? known : language.of(known, column.labelFa());
    }

    /** Returns the time that an agency has for its answer. */
    public String time(Agency agency) {
        if (agency.workingDays() != null) {
            return language.of(MESSAGES.text("time.working-days-from-delivery", language.digits(agency.workingDays())));
        }
        return agency.clock() == null ? language.of(MESSAGES.text("agencies-table.none")) : duration(agency.clock());
    }

    /** Formats working time such as 5d or 4h, or elapsed time such as PT24H. */
    public String duration(String time) {
        if (!time.startsWith("PT")) {
            String number = language.digits(Integer.parseInt(time.substring(0, time.length() - 1)));
            return time.endsWith("d")
                    ? language.of(MESSAGES.text("time.working-days", number))
                    : language.of(MESSAGES.text("time.working-hours", number));
        }
        Duration clock = Duration.parse(time);
        String hours = language.digits(clock.toHours());
        return clock.toMinutesPart() == 0
                ? language.of(MESSAGES.text("time.hours", hours))
                : language.of(MESSAGES.text("time.hours/minutes", hours, language.digits(clock.toMinutesPart())));
    }

    public String rials(long amount) {
        return language.of("%,d rial".formatted(amount), Rial.of(amount).persian());
    }

    /** Formats a value of the rule set's data: a number, a code, a list or a map. */
    public String value(Object value) {
        if (value instanceof Collection<?> list) {
            return language.joined(list.stream().map(this::value).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return language.joined(map.entrySet().stream()
                    .map(e -> word(e.getKey().toString()) + ": " + value(e.getValue()))
                    .toList());
        }
        if (value instanceof BigDecimal number) {
            return language.digits(number.toPlainString());
        }
        return value instanceof Number number ? grouped(number.longValue()) : word(String.valueOf(value));
    }

    private String grouped(long number) {
        String grouped = "%,d".formatted(number);
        return language.of(grouped, PersianText.persianGroups(grouped));
    }
}
