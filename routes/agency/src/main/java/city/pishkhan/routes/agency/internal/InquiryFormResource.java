package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.AgencyPhrases;
import city.pishkhan.api.agencies.AgencyPhrases.Phrases;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.agency.InquiryForm;
import city.pishkhan.contracts.agency.InquiryForm.Finding;
import city.pishkhan.contracts.agency.InquiryForm.Phrase;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.spi.Inquiry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Data with which a page shows an inquiry and lets the agency answer it: labels of the vocabulary and frequent phrases
 * of the agency.
 */
final class InquiryFormResource {
    private static final Map<String, String> TYPES =
            Map.of("text", "text", "integer", "integer", "decimal", "decimal", "flag", "flag");

    private final Inquiries inquiries;
    private final Procedures procedures;
    private final RuleTexts texts;
    private final AgencyPhrases phrases;

    InquiryFormResource(Inquiries inquiries, Procedures procedures, RuleTexts texts, AgencyPhrases phrases) {
        this.inquiries = inquiries;
        this.procedures = procedures;
        this.texts = texts;
        this.phrases = phrases;
    }

    DoorReply form(DoorCall doorCall) {
        Inquiries.AgencyInquiry asked = inquiries.findForAgency(doorCall.caller(), doorCall.id("id", "inquiry"));
        Inquiry inquiry = asked.inquiry();
        RuleSet rules = procedures.inForce();
        RuleTexts.Text text = texts.text(rules.hash()).orElseThrow(() -> Refusal.notFound("rules"));
        Map<String, RuleTexts.Fact> facts =
                text.facts().stream().collect(Collectors.toMap(RuleTexts.Fact::name, Function.identity()));
        Phrases published = phrases.forAgency(inquiry.agency());
        Phrase title = text.procedures().stream()
                .filter(p -> p.service().equals(inquiry.kind()))
                .findFirst()
                .map(p -> new Phrase(p.service(), p.titleEn(), p.titleFa()))
                .orElseGet(() -> new Phrase(inquiry.kind(), inquiry.kind(), inquiry.kind()));
        return DoorReply.ok(new InquiryForm(
                title.en(),
                title.fa(),
                inquiry.facts().keySet().stream().map(name -> fact(facts, name)).toList(),
                asked.verdicts().stream().map(AnswerMapper::wireName).toList(),
                inquiry.findings().stream()
                        .map(name -> finding(facts, rules, name))
                        .toList(),
                AgencyMapper.INSTANCE.words(text.papers()),
                AgencyMapper.INSTANCE.words(text.words()),
                AgencyMapper.INSTANCE.conditions(published.conditions()),
                AgencyMapper.INSTANCE.reasons(published.reasons())));
    }

    /** Returns the label of a fact, or its name if the rules in force do not define it. Cases of older rules may contain such facts. */
    private static Phrase fact(Map<String, RuleTexts.Fact> facts, String name) {
        RuleTexts.Fact found = facts.get(name);
        return found == null ? new Phrase(name, name, name) : new Phrase(name, found.en(), found.fa());
    }

    private static Finding finding(Map<String, RuleTexts.Fact> facts, RuleSet rules, String name) {
        RuleTexts.Fact found = facts.get(name);
        Phrase title = fact(facts, name);
        List<Phrase> choices = found == null ? List.of() : AgencyMapper.INSTANCE.choices(rules.choices(name));
        String type = found == null ? "text" : TYPES.getOrDefault(found.type(), "text");
        return new Finding(name, choices.isEmpty() ? type : "choice", title.en(), title.fa(), choices);
    }
}
