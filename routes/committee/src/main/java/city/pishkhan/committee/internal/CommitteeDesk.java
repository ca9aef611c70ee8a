package city.pishkhan.committee.internal;

import city.pishkhan.api.Committee;
import city.pishkhan.api.Page;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Remark;
import city.pishkhan.contracts.committee.Ballot;
import city.pishkhan.contracts.committee.NewDecision;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on decisions to its service. */
final class CommitteeDesk {
    private static final String PATH = "/committee/v1/decisions/";
    private static final Set<String> KINDS = Set.of("expose", "withdraw", "rules", "special-request", "sanction");
    private static final Set<String> STATES = Set.of("draft", "adopted", "rejected");
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NUMBER = 20;

    private final Committee committee;
    private final Procedures procedures;

    CommitteeDesk(Committee committee, Procedures procedures) {
        this.committee = committee;
        this.procedures = procedures;
    }

    Reply draft(Call call) {
        NewDecision given = call.body(NewDecision.class);
        Committee.Decision drafted = committee.draft(
                call.caller(),
                new Committee.Draft(
                        kind(Fields.oneOf("kind", given.kind(), KINDS)),
                        given.title(),
                        given.clause(),
                        given.reason(),
                        given.effective(),
                        Wire.terms(Fields.present("terms", given.terms()))));
        return Reply.created(PATH + drafted.id(), Wire.decision(drafted));
    }

    private static Committee.Kind kind(String word) {
        return Committee.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Reply list(Call call) {
        if (call.param("number") != null) {
            return Reply.ok(Wire.decisions(new Page<>(
                    committee
                            .findByNumber(Fields.text("number", call.param("number"), LONGEST_NUMBER))
                            .map(List::of)
                            .orElse(List.of()),
                    null)));
        }
        String kind = call.param("kind");
        String state = call.param("state");
        return Reply.ok(Wire.decisions(committee.list(
                kind == null ? null : kind(Fields.oneOf("kind", kind, KINDS)),
                state == null ? null : Fields.oneOf("state", state, STATES),
                call.param("cursor"),
                call.limit())));
    }

    Reply find(Call call) {
        return Reply.ok(
                Wire.decision(committee.find(id(call)).orElseThrow(() -> Refusal.notFound("decision", "مصوبه"))));
    }

    Reply vote(Call call) {
        Ballot ballot = call.body(Ballot.class);
        return Reply.ok(Wire.decision(committee.vote(
                call.caller(), id(call), ballot.voice(), Fields.optional("reason", ballot.reason(), LONGEST_REASON))));
    }

    Reply sign(Call call) {
        return Reply.ok(Wire.decision(committee.sign(call.caller(), id(call))));
    }

    Reply exposures() {
        return Reply.ok(Wire.exposures(committee.exposures(), committee.missing()));
    }

    Reply ruleSets() {
        List<Procedures.Version> versions = procedures.versions();
        List<Remark> remarks = versions.stream()
                .filter(v -> v.status().equals("staged"))
                .flatMap(v -> procedures.review(v.hash()).stream())
                .toList();
        return Reply.ok(Wire.ruleSets(versions, procedures.problems(), remarks));
    }

    private static UUID id(Call call) {
        return call.id("id", "decision", "مصوبه");
    }
}
