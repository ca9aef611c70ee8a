package city.pishkhan.evidence.internal;

import city.pishkhan.api.rules.RuleTexts.Text;
import city.pishkhan.messages.Messages;
import city.pishkhan.proofs.SheetHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Persian terms for codes: the hub's own and those of the rules of a case. A code without a term is shown unchanged. */
final class CodeTerms {
    private static final Messages MESSAGES = Messages.of(CodeTerms.class);

    private final Map<String, String> services = new HashMap<>();
    private final Map<String, String> papers = new HashMap<>();

    /** @param rules the rules under which the case was opened, if known */
    CodeTerms(Optional<Text> rules) {
        rules.ifPresent(text -> {
            text.procedures().forEach(procedure -> services.put(procedure.service(), procedure.titleFa()));
            text.papers().forEach(paper -> papers.put(paper.code(), paper.fa()));
        });
    }

    static String event(String code) {
        return term("term." + code, code);
    }

    /** Returns the term for the state of a case or certificate. */
    static String state(String code) {
        return term("state." + code, code);
    }

    private static String term(String key, String code) {
        return MESSAGES.hasKey(key) ? MESSAGES.persian(key) : code;
    }

    String service(String code) {
        return services.getOrDefault(code, code);
    }

    String paper(String kind) {
        return kind.startsWith(SheetHash.ANSWER)
                ? MESSAGES.persian("case-pdf.answer-attachment", kind.substring(SheetHash.ANSWER.length()))
                : papers.getOrDefault(kind, kind);
    }
}
