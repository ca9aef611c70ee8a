package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.contracts.committee.Contract;
import city.pishkhan.contracts.committee.Decision;
import city.pishkhan.contracts.committee.DecisionList;
import city.pishkhan.contracts.committee.Exposures;
import city.pishkhan.contracts.committee.Office;
import city.pishkhan.contracts.committee.RuleSets;
import city.pishkhan.contracts.committee.Terms;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Converts between service objects and the wire form. */
final class CommitteeMapper {
    private CommitteeMapper() {}

    static Committee.Terms terms(Terms t) {
        if (t.offices() != null && t.offices().contains(null)) {
            throw Refusal.invalid("list.entry", "terms.offices");
        }
        return new Committee.Terms(
                t.service(),
                t.offices(),
                t.quota(),
                t.ruleSet(),
                t.subject(),
                t.granted(),
                t.target(),
                t.name(),
                t.measure(),
                t.until(),
                t.complaint(),
                t.urgent(),
                t.danger(),
                t.cases(),
                t.appeal());
    }

    private static Terms terms(Committee.Terms t) {
        return new Terms(
                t.service(),
                t.offices().isEmpty() ? null : t.offices(),
                t.quota(),
                t.ruleSet(),
                t.subject(),
                t.granted(),
                t.target(),
                t.name(),
                t.measure(),
                t.until(),
                t.complaint(),
                t.urgent(),
                t.danger(),
                t.cases(),
                t.appeal());
    }

    static Decision decision(Committee.Decision d, Committee.Standing standing) {
        return new Decision(
                d.id(),
                d.number(),
                d.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                d.state(),
                d.committee(),
                d.title(),
                d.clause(),
                d.reason(),
                d.effective(),
                d.inForce(),
                terms(d.terms()),
                d.quorum(),
                d.seats(),
                d.votes().stream()
                        .map(v -> new Decision.Vote(v.seat(), v.member(), v.voice(), v.reason(), v.at()))
                        .toList(),
                d.draftedBy(),
                d.drafted(),
                d.signedBy(),
                d.signed(),
                d.digest(),
                standing.seat(),
                standing.signer());
    }

    /** @param standing returns the caller's rights in a decision */
    static DecisionList decisions(
            Page<Committee.Decision> page, Function<Committee.Decision, Committee.Standing> standing) {
        return new DecisionList(
                page.items().stream().map(d -> decision(d, standing.apply(d))).toList(), page.next());
    }

    static Exposures exposures(List<Committee.Exposure> all, List<String> missing) {
        return new Exposures(
                all.stream()
                        .map(e -> new Exposures.Exposure(
                                e.service(),
                                e.exposed(),
                                e.offices(),
                                e.quota(),
                                e.decision(),
                                e.inForce(),
                                e.coming()))
                        .toList(),
                missing);
    }

    static List<RuleSets.Remark> remarks(List<Remark> remarks) {
        return remarks.stream()
                .map(r -> new RuleSets.Remark(r.kind(), r.en(), r.fa()))
                .toList();
    }

    static RuleSets ruleSets(List<Procedures.Version> versions, List<String> problems, List<Remark> remarks) {
        return new RuleSets(
                versions.stream()
                        .map(v -> new RuleSets.RuleSet(v.hash(), v.number(), v.status(), v.since(), v.decision()))
                        .toList(),
                problems,
                remarks(remarks));
    }

    /** @param names {@code true} to include the names of experts */
    static Office office(Offices.Office o, boolean names) {
        Offices.Contract c = o.contract();
        return new Office(
                o.code(),
                o.name(),
                o.district(),
                o.state(),
                o.suspension(),
                c == null ? null : new Contract(c.number(), c.from(), c.until()),
                o.qualifications().stream()
                        .map(q -> new Office.Qualification(
                                q.id(),
                                q.service(),
                                q.expert(),
                                names ? q.expertName() : null,
                                q.from(),
                                q.until(),
                                q.unregisteredUntil()))
                        .toList());
    }
}
