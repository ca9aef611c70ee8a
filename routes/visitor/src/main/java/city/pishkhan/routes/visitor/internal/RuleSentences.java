package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in Persian what the cells of a rule set's tables say in FEEL, as far as that is plain; the cell itself is what counts. */
final class RuleSentences {
    private static final Messages MESSAGES = Messages.of(RuleSentences.class);

    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>)\\s*([A-Za-z0-9.]+)");
    private static final Pattern RANGE = Pattern.compile("\\[\\s*(\\d+)\\s*\\.\\.\\s*(\\d+)\\s*]");
    private static final Pattern SOME = Pattern.compile("count\\(\\?\\)\\s*>\\s*0");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern TEXTS = Pattern.compile("\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*");
    private static final Pattern NOT = Pattern.compile("not\\((.*)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final Map<String, String> words = new HashMap<>();

    RuleSentences(RuleText text) {
        text.facts().forEach(f -> words.put(f.name(), f.fa()));
        text.papers().forEach(w -> words.put(w.code(), w.fa()));
        text.words().forEach(w -> words.put(w.code(), w.fa()));
    }

    /** The Persian of a code of the hub's own, or the code. @param kind of code, as the catalogue calls it */
    static String coded(String kind, String code) {
        String key = kind + "." + code.toLowerCase(Locale.ROOT).replace(' ', '-');
        return MESSAGES.has(key) ? MESSAGES.persian(key) : code;
    }

    /** The Persian of a code, or the code. */
    String word(String code) {
        return words.getOrDefault(code, code);
    }

    String list(List<String> codes) {
        return codes.stream().map(this::word).collect(Collectors.joining("، "));
    }

    /** A test or a value; {@code null} where only FEEL says it. */
    String cell(String feel) {
        Matcher not = NOT.matcher(feel);
        if (not.matches()) {
            String inner = cell(not.group(1));
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
            return TEXT.matcher(feel).results().map(t -> word(t.group(1))).collect(Collectors.joining("، "));
        }
        return switch (feel) {
            case "-" -> MESSAGES.persian("cell.any");
            case "true" -> MESSAGES.persian("cell.true");
            case "false" -> MESSAGES.persian("cell.false");
            default -> NUMBER.matcher(feel).matches() ? PersianText.persianDigits(feel) : null;
        };
    }

    /** Whether the Persian says all that the cell says, so that the cell need not stand beside it. */
    static boolean whole(String feel, String persian) {
        return feel.equals("-") || feel.equals('"' + persian + '"');
    }

    private String value(String text) {
        return NUMBER.matcher(text).matches() ? PersianText.persianDigits(text) : word(text);
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
