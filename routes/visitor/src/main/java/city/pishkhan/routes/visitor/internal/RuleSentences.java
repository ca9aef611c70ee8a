package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.doors.mapping.RuleCells;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meanings of a rule set's codes, and Persian translations of table cells with simple FEEL expressions. The FEEL cell remains
 * authoritative.
 */
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

    /**
     * Returns the name of one of the hub's own codes, or the code if it has none.
     *
     * @param kind prefix of the message key
     */
    static String codeName(PageLanguage language, String kind, String code) {
        String key = kind + "." + code.toLowerCase(Locale.ROOT).replace(' ', '-');
        return MESSAGES.hasKey(key) ? language.of(MESSAGES.text(key)) : code;
    }

    /** Returns the name of a code of the rule set, or the code if it has none. */
    String word(String code) {
        return words.getOrDefault(code, code);
    }

    String list(List<String> codes) {
        return language.joined(codes.stream().map(this::word).toList());
    }

    /**
     * Translates a cell to Persian; returns {@code null} for English pages or unsupported expressions, for which the FEEL text is shown.
     */
    @Nullable
    String cell(String feel) {
        return language == PageLanguage.PERSIAN ? cells.persian(feel) : null;
    }

    /** Returns whether the translation is complete, so that the FEEL text need not be shown as well. */
    static boolean isComplete(String feel, String persian) {
        return feel.equals("-") || feel.equals('"' + persian + '"');
    }
}
