package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.contracts.committee.Ballot;
import city.pishkhan.contracts.committee.NewDecision;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on decisions to its service. */
final class DecisionResource {
    private static final String PATH = "/committee/v1/decisions/";
    private static final Set<String> KINDS =
            Set.of("expose", "withdraw", "rules", "special-request", "sanction", "appeal");
    private static final Set<String> STATES = Set.of("draft", "adopted", "rejected");
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NUMBER = 20;

    private final Committee committee;
    private final Procedures procedures;

    DecisionResource(Committee committee, Procedures procedures) {
        this.committee = committee;
        this.procedures = procedures;
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
                        CommitteeMapper.terms(FieldCheck.present("terms", given.terms()))));
        return DoorReply.created(PATH + drafted.id(), CommitteeMapper.decision(drafted));
    }

    private static Committee.Kind kind(String word) {
        return Committee.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    DoorReply list(DoorCall doorCall) {
        if (doorCall.param("number") != null) {
            return DoorReply.ok(CommitteeMapper.decisions(new Page<>(
                    committee
                            .findByNumber(FieldCheck.text("number", doorCall.param("number"), LONGEST_NUMBER))
                            .map(List::of)
                            .orElse(List.of()),
                    null)));
        }
        String kind = doorCall.param("kind");
        String state = doorCall.param("state");
        return DoorReply.ok(CommitteeMapper.decisions(committee.list(
                kind == null ? null : kind(FieldCheck.oneOf("kind", kind, KINDS)),
                state == null ? null : FieldCheck.oneOf("state", state, STATES),
                doorCall.param("cursor"),
                doorCall.limit())));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(
                CommitteeMapper.decision(committee.find(id(doorCall)).orElseThrow(() -> Refusal.notFound("decision"))));
    }

    DoorReply vote(DoorCall doorCall) {
        Ballot ballot = doorCall.body(Ballot.class);
        return DoorReply.ok(CommitteeMapper.decision(committee.vote(
                doorCall.caller(),
                id(doorCall),
                ballot.voice(),
                FieldCheck.optional("reason", ballot.reason(), LONGEST_REASON))));
    }

    DoorReply sign(DoorCall doorCall) {
        return DoorReply.ok(CommitteeMapper.decision(committee.sign(doorCall.caller(), id(doorCall))));
    }

    DoorReply exposures() {
        return DoorReply.ok(CommitteeMapper.exposures(committee.exposures(), committee.missing()));
    }

    DoorReply ruleSets() {
        List<Procedures.Version> versions = procedures.versions();
        List<Remark> remarks = versions.stream()
                .filter(v -> v.status().equals("staged"))
                .flatMap(v -> procedures.review(v.hash()).stream())
                .toList();
        return DoorReply.ok(CommitteeMapper.ruleSets(versions, procedures.problems(), remarks));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "decision");
    }
}
