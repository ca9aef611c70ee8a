package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList.Item;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.messages.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTML pages of the city's rules in Persian or English, without scripts, for narrow screens and print. */
final class RulePages {
    private static final Messages MESSAGES = Messages.of(RulePages.class);

    String list(PageLanguage language, List<Item> items, Optional<RuleTexts.Text> inForce) {
        Map<String, Object> values = new HashMap<>(Map.of("items", items));
        inForce.ifPresent(text -> values.put("inForce", text));
        return PageFrame.render("rules", language, "/rules", values);
    }

    /**
     * @param here path of the page
     * @param part {@code true} if {@code text} contains a single procedure
     */
    String ruleSet(PageLanguage language, String here, RuleText text, boolean part) {
        String title = part
                ? language.of(
                        text.procedures().get(0).titleEn(),
                        text.procedures().get(0).titleFa())
                : language.of(MESSAGES.text("rules-page.rule-set/number", language.digits(text.number())));
        return PageFrame.render(
                "rule-set",
                language,
                here,
                Map.of("title", title, "part", part, "rules", text, "words", new RuleSentences(language, text)));
    }

    String unknown(PageLanguage language) {
        return PageFrame.render("rules-unknown", language, "/rules", Map.of());
    }
}
