package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.committee.Decision;
import city.pishkhan.contracts.committee.Exposures;
import city.pishkhan.contracts.committee.NewDecision;
import city.pishkhan.contracts.committee.NewVote;
import city.pishkhan.contracts.committee.RuleSets;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.RuleTextMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Operations on committee decisions. */
final class DecisionResource {
    private static final String PATH = "/committee/v1/decisions/";
    private static final Set<String> KINDS =
            Set.of("expose", "withdraw", "rules", "special-request", "sanction", "appeal");
    private static final Set<String> STATES = Set.of("draft", "adopted", "rejected");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NUMBER = 20;

    private final Committee committee;
    private final Procedures procedures;
    private final RuleTexts texts;

    DecisionResource(Committee committee, Procedures procedures, RuleTexts texts) {
        this.committee = committee;
        this.procedures = procedures;
        this.texts = texts;
    }

    DoorReply draft(DoorCall doorCall) {
        NewDecision given = doorCall.body(NewDecision.class);
        Committee.Decision drafted = committee.draft(
                doorCall.caller(),
                new Committee.Draft(
                        kind(FieldCheck.oneOf("kind", given.kind(), KINDS)),
                        given.title(),
                        given.clause(),
                        given.reason(),
                        given.effective(),
                        CommitteeMapper.INSTANCE.checkedTerms(FieldCheck.present("terms", given.terms()))));
        return DoorReply.created(PATH + drafted.id(), wire(doorCall, drafted));
    }

    private static Committee.Kind kind(String word) {
        return Committee.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    DoorReply list(DoorCall doorCall) {
        if (doorCall.param("number") != null) {
            return list(
                    doorCall,
                    new Page<>(
                            committee
                                    .findByNumber(FieldCheck.text("number", doorCall.param("number"), LONGEST_NUMBER))
                                    .map(List::of)
                                    .orElse(List.of()),
                            null));
        }
        String kind = doorCall.param("kind");
        String state = doorCall.param("state");
        return list(
                doorCall,
                committee.list(
                        kind == null ? null : kind(FieldCheck.oneOf("kind", kind, KINDS)),
                        state == null ? null : FieldCheck.oneOf("state", state, STATES),
                        doorCall.param("cursor"),
                        doorCall.limit()));
    }

    private DoorReply list(DoorCall doorCall, Page<Committee.Decision> page) {
        return DoorReply.ok(
                CommitteeMapper.INSTANCE.decisions(page, d -> committee.votingPosition(doorCall.caller(), d)));
    }

    private Decision wire(DoorCall doorCall, Committee.Decision decision) {
        return CommitteeMapper.INSTANCE.decision(decision, committee.votingPosition(doorCall.caller(), decision));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(
                wire(doorCall, committee.find(id(doorCall)).orElseThrow(() -> Refusal.notFound("decision"))));
    }

    DoorReply vote(DoorCall doorCall) {
        NewVote vote = doorCall.body(NewVote.class);
        return DoorReply.ok(wire(
                doorCall,
                committee.vote(
                        doorCall.caller(),
                        id(doorCall),
                        vote.vote(),
                        FieldCheck.optional("reason", vote.reason(), LONGEST_REASON))));
    }

    DoorReply sign(DoorCall doorCall) {
        return DoorReply.ok(wire(doorCall, committee.sign(doorCall.caller(), id(doorCall))));
    }

    DoorReply exposures() {
        return DoorReply.ok(new Exposures(CommitteeMapper.INSTANCE.exposures(committee.exposures()), missing()));
    }

    private List<String> missing() {
        return committee.missing().stream().map(one -> one.what().english()).toList();
    }

    DoorReply ruleSets() {
        List<Procedures.Version> versions = procedures.versions();
        List<Remark> remarks = versions.stream()
                .filter(v -> v.status().equals("staged"))
                .flatMap(v -> procedures.review(v.hash()).stream())
                .toList();
        return DoorReply.ok(new RuleSets(
                CommitteeMapper.INSTANCE.ruleSets(versions),
                procedures.problems(),
                CommitteeMapper.INSTANCE.remarks(remarks)));
    }

    DoorReply ruleSet(DoorCall doorCall) {
        String hash = doorCall.requiredParam("hash");
        if (!HASH.matcher(hash).matches()) {
            throw Refusal.notFound("rules");
        }
        return DoorReply.ok(RuleTextMapper.text(
                texts.candidateText(hash),
                RuleTextMapper.decisions(committee, texts).stream()
                        .filter(i -> hash.equals(i.hash()))
                        .toList()));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "decision");
    }
}
