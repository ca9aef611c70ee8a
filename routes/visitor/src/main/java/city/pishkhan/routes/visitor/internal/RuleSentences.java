package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.doors.mapping.RuleCells;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in Persian what the cells of a rule set's tables say in FEEL, as far as that is plain; the cell itself is what counts. */
final class RuleSentences {
    private static final Messages MESSAGES = Messages.of(RuleSentences.class);

    private final RuleCells cells;
    private final Map<String, String> words = new HashMap<>();

    RuleSentences(RuleText text) {
        text.facts().forEach(f -> words.put(f.name(), f.fa()));
        text.papers().forEach(w -> words.put(w.code(), w.fa()));
        text.words().forEach(w -> words.put(w.code(), w.fa()));
        cells = new RuleCells(words);
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
        return codes.stream()
                .map(this::word)
                .collect(Collectors.joining(Messages.comma().persian()));
    }

    /** A test or a value; {@code null} where only FEEL says it. */
    String cell(String feel) {
        return cells.persian(feel);
    }

    /** Whether the Persian says all that the cell says, so that the cell need not stand beside it. */
    static boolean whole(String feel, String persian) {
        return feel.equals("-") || feel.equals('"' + persian + '"');
    }
}
