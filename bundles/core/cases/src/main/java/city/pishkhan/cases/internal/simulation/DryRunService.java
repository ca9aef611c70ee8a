package city.pishkhan.cases.internal.simulation;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.simulation.PastCaseRepository.Past;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link DryRuns}: evaluates past cases under a candidate rule set, page by page, each page in a short read-only
 * transaction.
 */
@Component(service = DryRuns.class)
public final class DryRunService implements DryRuns {
    private static final int PAGE = 500;
    private static final int LONGEST_YEARS = 1;
    /** maximum number of cases of one run, because the request waits for the result */
    private static final int MOST_CASES = 10_000;

    private final CaseRepository store;
    private final Procedures procedures;
    private final int maxCases;
    /** permits one run at a time on this node, because a run keeps one processor busy */
    private final Semaphore runPermit = new Semaphore(1);

    @Activate
    public DryRunService(@Reference CaseRepository store, @Reference Procedures procedures) {
        this(store, procedures, MOST_CASES);
    }

    public DryRunService(CaseRepository store, Procedures procedures, int maxCases) {
        this.store = store;
        this.procedures = procedures;
        this.maxCases = maxCases;
    }

    @Override
    public Result run(String ruleSet, Span span) {
        check(span);
        RuleSet other = procedures.candidate(ruleSet);
        if (!runPermit.tryAcquire()) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "dry-run.busy", null);
        }
        try {
            return compared(other, span);
        } finally {
            runPermit.release();
        }
    }

    private Result compared(RuleSet other, Span span) {
        int cases = store.tx().required(sql -> PastCaseRepository.count(sql, span, maxCases));
        if (cases > maxCases) {
            throw Refusal.invalid("dry-run.too-many", "from", maxCases);
        }
        SimulationDiff simulationDiff = new SimulationDiff();
        Past last = null;
        do {
            Past after = last;
            List<Past> page = store.tx().required(sql -> PastCaseRepository.page(sql, span, after, PAGE));
            for (Past past : page) {
                Map<String, Object> facts = past.facts(store.seal(past.id()));
                simulationDiff.add(
                        past.number(),
                        SimulatedCase.of(procedures.ruleSet(past.ruleSet()), past.service(), facts),
                        SimulatedCase.of(other, past.service(), facts));
            }
            last = page.size() < PAGE ? null : page.get(PAGE - 1);
        } while (last != null);
        return simulationDiff.result(other.hash(), span, procedures.review(other.hash()));
    }

    private static void check(Span span) {
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        if (span.from().isAfter(span.until())
                || span.until().isAfter(today)
                || span.from().plusYears(LONGEST_YEARS).isBefore(span.until())) {
            throw Refusal.invalid("dry-run.span", "until", today, LONGEST_YEARS);
        }
    }
}
