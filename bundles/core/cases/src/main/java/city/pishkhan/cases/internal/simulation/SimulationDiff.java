package city.pishkhan.cases.internal.simulation;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.DryRuns.AgencyLine;
import city.pishkhan.api.rules.DryRuns.DutyLine;
import city.pishkhan.api.rules.DryRuns.PaperLine;
import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.simulation.SimulatedCase.End;
import city.pishkhan.cases.internal.simulation.SimulatedCase.StageItem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Accumulates the differences between two simulations of each case. Memory use depends on the size of the rules, not on the number of
 * cases.
 */
final class SimulationDiff {
    private static final int SAMPLE = 20;

    /** Counts cases and keeps the first {@link #SAMPLE} case numbers. */
    private static final class Count {
        private long cases;
        private final List<String> sample = new ArrayList<>();

        private void add(boolean belongs, String number) {
            if (belongs) {
                cases++;
                if (sample.size() < SAMPLE) {
                    sample.add(number);
                }
            }
        }

        private Tally tally() {
            return new Tally(cases, sample);
        }
    }

    /** Figures of one agency, paper or duty at one stage. */
    private static final class Line {
        private long before;
        private long after;
        private final Count more = new Count();
        private final Count less = new Count();
        private final Count otherwise = new Count();
    }

    private final Map<StageItem, Line> agencies = new TreeMap<>();
    private final Map<StageItem, Line> papers = new TreeMap<>();
    private final Map<StageItem, Line> duties = new TreeMap<>();
    private final Count refused = new Count();
    private final Count allowed = new Count();
    private final Count withdrawn = new Count();
    private final Count undecided = new Count();
    private final Count failed = new Count();
    private long cases;
    private long compared;

    /** @param number number of the case */
    void add(String number, SimulatedCase before, SimulatedCase after) {
        cases++;
        Set<End> ends = EnumSet.of(before.end(), after.end());
        if (ends.contains(End.WITHDRAWN)) {
            withdrawn.add(true, number);
        } else if (after.end() == End.FAILED) {
            failed.add(true, number);
        } else if (ends.contains(End.UNDECIDED) || ends.contains(End.FAILED)) {
            undecided.add(true, number);
        } else {
            compared++;
            compare(number, before, after);
        }
    }

    private void compare(String number, SimulatedCase before, SimulatedCase after) {
        refused.add(before.end() == End.CERTIFIED && after.end() == End.NOT_ALLOWED, number);
        allowed.add(before.end() == End.NOT_ALLOWED && after.end() == End.CERTIFIED, number);
        for (StageItem at : union(before.agencies.keySet(), after.agencies.keySet())) {
            AgencyRule old = before.agencies.get(at);
            AgencyRule other = after.agencies.get(at);
            Line line = countPresence(agencies, at, old != null, other != null, number);
            line.otherwise.add(old != null && other != null && !old.equals(other), number);
        }
        union(before.papers, after.papers)
                .forEach(
                        at -> countPresence(papers, at, before.papers.contains(at), after.papers.contains(at), number));
        for (StageItem at : union(before.duties.keySet(), after.duties.keySet())) {
            long old = before.duties.getOrDefault(at, 0L);
            long other = after.duties.getOrDefault(at, 0L);
            Line line = duties.computeIfAbsent(at, a -> new Line());
            line.before = Math.addExact(line.before, old);
            line.after = Math.addExact(line.after, other);
            line.more.add(other > old, number);
            line.less.add(other < old, number);
        }
    }

    private static Set<StageItem> union(Set<StageItem> one, Set<StageItem> other) {
        Set<StageItem> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Line countPresence(
            Map<StageItem, Line> lines, StageItem at, boolean before, boolean after, String number) {
        Line line = lines.computeIfAbsent(at, a -> new Line());
        line.before += before ? 1 : 0;
        line.after += after ? 1 : 0;
        line.more.add(after && !before, number);
        line.less.add(before && !after, number);
        return line;
    }

    Result result(String ruleSet, Span span, List<Remark> remarks) {
        List<AgencyLine> asked = new ArrayList<>();
        agencies.forEach((at, l) -> asked.add(new AgencyLine(
                at.stage(),
                Objects.requireNonNull(at.what()),
                l.before,
                l.after,
                l.more.tally(),
                l.less.tally(),
                l.otherwise.tally())));
        List<PaperLine> needed = new ArrayList<>();
        papers.forEach((at, l) -> needed.add(new PaperLine(
                at.stage(), Objects.requireNonNull(at.what()), l.before, l.after, l.more.tally(), l.less.tally())));
        List<DutyLine> dutyLines = new ArrayList<>();
        duties.forEach((at, l) -> dutyLines.add(new DutyLine(
                at.stage(), Objects.requireNonNull(at.what()), l.before, l.after, l.more.tally(), l.less.tally())));
        List<Tally> others =
                List.of(refused.tally(), allowed.tally(), withdrawn.tally(), undecided.tally(), failed.tally());
        return new Result(
                ruleSet,
                span,
                cases,
                compared,
                asked,
                needed,
                dutyLines,
                others.get(0),
                others.get(1),
                others.get(2),
                others.get(3),
                others.get(4),
                FactsJson.digest(List.of(ruleSet, words(span), cases, compared, asked, needed, dutyLines, others)),
                remarks);
    }

    private static List<String> words(Span span) {
        return List.of(
                span.from().toString(),
                span.until().toString(),
                String.valueOf(span.service()),
                String.valueOf(span.district()));
    }
}
