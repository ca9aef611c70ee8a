package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.contracts.committee.DryRun;
import java.util.List;

/** Converts the result of a dry run to the wire form. */
final class DryRunMapper {
    private DryRunMapper() {}

    static DryRun result(Result r, List<String> says) {
        return new DryRun(
                r.ruleSet(),
                r.span().from(),
                r.span().until(),
                r.span().service(),
                r.span().district(),
                r.cases(),
                r.compared(),
                says,
                r.agencies().stream()
                        .map(a -> new DryRun.Agency(
                                a.stage(),
                                a.agency(),
                                a.before(),
                                a.after(),
                                tally(a.besides()),
                                tally(a.noLonger()),
                                tally(a.otherwise())))
                        .toList(),
                r.papers().stream()
                        .map(p -> new DryRun.Paper(
                                p.stage(), p.paper(), p.before(), p.after(), tally(p.besides()), tally(p.noLonger())))
                        .toList(),
                r.duties().stream()
                        .map(d -> new DryRun.Duty(
                                d.stage(), d.duty(), d.before(), d.after(), tally(d.raised()), tally(d.lowered())))
                        .toList(),
                tally(r.refused()),
                tally(r.allowed()),
                tally(r.withdrawn()),
                tally(r.undecided()),
                tally(r.failed()),
                r.digest(),
                CommitteeMapper.remarks(r.remarks()));
    }

    private static DryRun.Tally tally(Tally t) {
        return new DryRun.Tally(t.cases(), t.sample());
    }
}
