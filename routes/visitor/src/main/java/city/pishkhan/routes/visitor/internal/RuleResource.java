package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.RuleTextMapper;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Public operations on rule sets and the decisions about them. */
final class RuleResource {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 100;
    /**
     * seconds for which replies may be cached; the list of rule sets and their status may change at midnight or when a
     * decision is signed
     */
    private static final int SECONDS = 60;

    private static final int SECONDS_OF_A_FILE = 86_400;

    private final RuleTexts texts;
    private final Committee committee;
    private final RulePages pages;

    RuleResource(RuleTexts texts, Committee committee, RulePages pages) {
        this.texts = texts;
        this.committee = committee;
        this.pages = pages;
    }

    DoorReply list(DoorCall doorCall) {
        List<RuleList.Item> items = items();
        if (!doorCall.origin().isPageWanted()) {
            return DoorReply.ok(new RuleList(items)).cached(SECONDS);
        }
        Optional<RuleTexts.Text> inForce = items.stream()
                .filter(i -> i.status().equals("in-force"))
                .findFirst()
                .flatMap(i -> texts.text(i.hash()));
        return DoorReply.page(200, pages.list(PageLanguage.of(doorCall), items, inForce))
                .cached(SECONDS);
    }

    DoorReply ruleSet(DoorCall doorCall) {
        return text(doorCall).map(text -> reply(doorCall, text, false)).orElseGet(() -> unknown(doorCall));
    }

    DoorReply procedure(DoorCall doorCall) {
        String service = doorCall.requiredParam("procedure");
        return text(doorCall)
                .filter(text ->
                        text.procedures().stream().anyMatch(p -> p.service().equals(service)))
                .map(text -> reply(doorCall, RulePart.of(text, service), true))
                .orElseGet(() -> unknown(doorCall));
    }

    DoorReply file(DoorCall doorCall) {
        String name = doorCall.requiredParam("name");
        return hash(doorCall)
                .filter(hash -> name.length() <= LONGEST_NAME)
                .flatMap(hash -> texts.file(hash, name))
                .map(bytes -> DoorReply.ok(new DoorReply.File(
                                null, "text/plain;charset=UTF-8", bytes.length, new ByteArrayInputStream(bytes)))
                        .cached(SECONDS_OF_A_FILE))
                .orElseThrow(() -> Refusal.notFound("rules"));
    }

    private static Optional<String> hash(DoorCall doorCall) {
        return Optional.of(doorCall.requiredParam("hash"))
                .filter(h -> HASH.matcher(h).matches());
    }

    private Optional<RuleTexts.Text> text(DoorCall doorCall) {
        return hash(doorCall).flatMap(texts::text);
    }

    private DoorReply reply(DoorCall doorCall, RuleTexts.Text text, boolean part) {
        List<RuleList.Item> decisions =
                items().stream().filter(i -> i.hash().equals(text.hash())).toList();
        RuleText wire = RuleTextMapper.text(text, decisions);
        return (doorCall.origin().isPageWanted()
                        ? DoorReply.page(
                                200,
                                pages.ruleSet(PageLanguage.of(doorCall), path(text.hash(), wire, part), wire, part))
                        : DoorReply.ok(wire))
                .cached(SECONDS);
    }

    private static String path(String hash, RuleText text, boolean part) {
        return "/rules/" + hash + (part ? "/" + text.procedures().get(0).service() : "");
    }

    /** Replies to browsers with a page instead of a problem. */
    private DoorReply unknown(DoorCall doorCall) {
        if (doorCall.origin().isPageWanted()) {
            return DoorReply.page(404, pages.unknown(PageLanguage.of(doorCall)));
        }
        throw Refusal.notFound("rules");
    }

    private List<RuleList.Item> items() {
        return RuleTextMapper.decisions(committee, texts);
    }
}
