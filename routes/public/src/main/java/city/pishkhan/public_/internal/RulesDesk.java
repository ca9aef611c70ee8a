package city.pishkhan.public_.internal;

import city.pishkhan.api.Committee;
import city.pishkhan.api.Committee.Decision;
import city.pishkhan.api.Procedures.Version;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Reply;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows rule sets to whoever asks, with the decisions that named them. */
final class RulesDesk {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_DECISIONS = 200;
    private static final int LONGEST_NAME = 100;
    /** the list may change at any midnight or signature; a rule set never does, but its place among the others */
    private static final int SECONDS = 60;

    private static final int SECONDS_OF_A_FILE = 86_400;

    private final RuleTexts texts;
    private final Committee committee;
    private final RulePages pages;

    RulesDesk(RuleTexts texts, Committee committee, RulePages pages) {
        this.texts = texts;
        this.committee = committee;
        this.pages = pages;
    }

    Reply list(Call call) {
        List<RuleList.Item> items = items();
        if (!call.origin().html()) {
            return Reply.ok(new RuleList(items)).cached(SECONDS);
        }
        Optional<RuleTexts.Text> inForce = items.stream()
                .filter(i -> i.status().equals("in-force"))
                .findFirst()
                .flatMap(i -> texts.text(i.hash()));
        return Reply.page(200, pages.list(items, inForce)).cached(SECONDS);
    }

    Reply ruleSet(Call call) {
        return text(call).map(text -> shown(call, text, false)).orElseGet(() -> unknown(call));
    }

    Reply procedure(Call call) {
        String service = call.param("procedure");
        return text(call)
                .filter(text ->
                        text.procedures().stream().anyMatch(p -> p.service().equals(service)))
                .map(text -> shown(call, RulePart.of(text, service), true))
                .orElseGet(() -> unknown(call));
    }

    Reply file(Call call) {
        String name = call.param("name");
        return hash(call)
                .filter(hash -> name.length() <= LONGEST_NAME)
                .flatMap(hash -> texts.file(hash, name))
                .map(bytes -> Reply.ok(new Reply.File(
                                null, "text/plain;charset=UTF-8", bytes.length, new ByteArrayInputStream(bytes)))
                        .cached(SECONDS_OF_A_FILE))
                .orElseThrow(() -> Refusal.notFound("rules", "مجموعه قواعد"));
    }

    private static Optional<String> hash(Call call) {
        return Optional.of(call.param("hash")).filter(h -> HASH.matcher(h).matches());
    }

    private Optional<RuleTexts.Text> text(Call call) {
        return hash(call).flatMap(texts::text);
    }

    private Reply shown(Call call, RuleTexts.Text text, boolean part) {
        List<RuleList.Item> decisions =
                items().stream().filter(i -> i.hash().equals(text.hash())).toList();
        RuleText wire = RuleWire.text(text, decisions);
        return (call.origin().html() ? Reply.page(200, pages.ruleSet(wire, part)) : Reply.ok(wire)).cached(SECONDS);
    }

    /** A person gets a page, whatever was asked for. */
    private Reply unknown(Call call) {
        if (call.origin().html()) {
            return Reply.page(404, pages.unknown());
        }
        throw Refusal.notFound("rules", "مجموعه قواعد");
    }

    private List<RuleList.Item> items() {
        Map<String, Decision> adopted = new HashMap<>();
        committee
                .list(Committee.Kind.RULES, "adopted", null, MOST_DECISIONS)
                .items()
                .forEach(d -> adopted.put(d.number(), d));
        List<RuleList.Item> items = new ArrayList<>();
        for (Decision draft : committee
                .list(Committee.Kind.RULES, "draft", null, MOST_DECISIONS)
                .items()) {
            items.add(RuleWire.proposed(draft));
        }
        for (Version version : texts.enacted()) {
            items.add(RuleWire.enacted(version, adopted.get(version.decision())));
        }
        return items;
    }
}
