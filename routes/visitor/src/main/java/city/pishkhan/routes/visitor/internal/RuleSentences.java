package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.doors.mapping.RuleCells;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what codes of a rule set mean, and in Persian what the cells of its tables say in FEEL, as far as that is plain; the cell is what counts. */
final class RuleSentences {
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

    PageLanguage language() {
        return language;
    }

    /** What a code of the hub's own means, or the code. @param kind of code, as the catalogue calls it */
    static String coded(PageLanguage language, String kind, String code) {
        String key = kind + "." + code.toLowerCase(Locale.ROOT).replace(' ', '-');
        return MESSAGES.has(key) ? language.of(MESSAGES.text(key)) : code;
    }

    /** What a code means, or the code. */
    String word(String code) {
        return words.getOrDefault(code, code);
    }

    String list(List<String> codes) {
        return language.joined(codes.stream().map(this::word).toList());
    }

    /** A test or a value in Persian; {@code null} where only FEEL says it, whose words are English. */
    String cell(String feel) {
        return language == PageLanguage.PERSIAN ? cells.persian(feel) : null;
    }

    /** Whether the Persian says all that the cell says, so that the cell need not stand beside it. */
    static boolean whole(String feel, String persian) {
        return feel.equals("-") || feel.equals('"' + persian + '"');
    }
}
