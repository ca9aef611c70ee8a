package city.pishkhan.doors.mapping;

import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates cells of decision tables from FEEL to Persian, as far as their expressions are simple. The FEEL cell remains authoritative.
 */
public final class RuleCells {
    private static final Messages MESSAGES = Messages.of(RuleCells.class);

    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>)\\s*([A-Za-z0-9.]+)");
    private static final Pattern RANGE = Pattern.compile("\\[\\s*(\\d+)\\s*\\.\\.\\s*(\\d+)\\s*]");
    private static final Pattern SOME = Pattern.compile("count\\(\\?\\)\\s*>\\s*0");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern TEXTS = Pattern.compile("\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*+");
    private static final Pattern NOT = Pattern.compile("not\\((.*)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** Concatenation of texts and facts, as in reasons: {@code "at most " + string(floors)}. */
    private static final Pattern SENTENCE =
            Pattern.compile("(\"[^\"]*\"|string\\([A-Za-z.]+\\))(\\s*\\+\\s*(\"[^\"]*\"|string\\([A-Za-z.]+\\)))++");

    private static final Pattern SAID = Pattern.compile("\"([^\"]*)\"|string\\(([A-Za-z.]+)\\)");

    private final Map<String, String> words;

    /** @param words Persian meanings of codes */
    public RuleCells(Map<String, String> words) {
        this.words = words;
    }

    RuleCells(RuleTexts.Text text) {
        this(new HashMap<>());
        text.facts().forEach(f -> words.put(f.name(), f.fa()));
        text.papers().forEach(w -> words.put(w.code(), w.fa()));
        text.words().forEach(w -> words.put(w.code(), w.fa()));
    }

    /** Translates cells; a cell that cannot be translated remains in FEEL. */
    List<String> persian(List<String> cells) {
        return cells.stream()
                .map(feel -> {
                    String persian = persian(feel);
                    return persian == null ? feel : persian;
                })
                .toList();
    }

    /** Translates a test or value; returns {@code null} if the expression is not supported. */
    public @Nullable String persian(String feel) {
        Matcher not = NOT.matcher(feel);
        if (not.matches()) {
            String inner = persian(not.group(1));
            return inner == null ? null : MESSAGES.persian("cell.not", inner);
        }
        Matcher comparison = COMPARISON.matcher(feel);
        if (comparison.matches()) {
            return comparison(comparison.group(1), value(comparison.group(2)));
        }
        Matcher range = RANGE.matcher(feel);
        if (range.matches()) {
            return MESSAGES.persian(
                    "cell.range", PersianText.persianDigits(range.group(1)), PersianText.persianDigits(range.group(2)));
        }
        if (SOME.matcher(feel).matches()) {
            return MESSAGES.persian("cell.some");
        }
        if (TEXTS.matcher(feel).matches()) {
            return TEXT.matcher(feel)
                    .results()
                    .map(t -> words.getOrDefault(t.group(1), t.group(1)))
                    .collect(Collectors.joining(Messages.comma().persian()));
        }
        if (SENTENCE.matcher(feel).matches()) {
            return SAID.matcher(feel)
                    .results()
                    .map(s -> s.group(1) == null ? "(" + words.getOrDefault(s.group(2), s.group(2)) + ")" : s.group(1))
                    .collect(Collectors.joining());
        }
        return switch (feel) {
            case "-" -> MESSAGES.persian("cell.any");
            case "true" -> MESSAGES.persian("cell.true");
            case "false" -> MESSAGES.persian("cell.false");
            default -> NUMBER.matcher(feel).matches() ? PersianText.persianDigits(feel) : null;
        };
    }

    private String value(String text) {
        return NUMBER.matcher(text).matches() ? PersianText.persianDigits(text) : words.getOrDefault(text, text);
    }

    private static String comparison(String sign, String value) {
        return switch (sign) {
            case ">" -> MESSAGES.persian("cell.more", value);
            case ">=" -> MESSAGES.persian("cell.at-least", value);
            case "<" -> MESSAGES.persian("cell.less", value);
            default -> MESSAGES.persian("cell.at-most", value);
        };
    }
}
