package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns waiting reports to cases, records ended cases and erases unsent photos. In each interval only one node does
 * this work.
 */
final class ReportScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportScheduler.class);
    private static final int BATCH = 200;

    private final Tx tx;
    private final ReportSealer reportSealing;
    private final MunicipalCases cases;
    private final ReportCaseAssignment reportMerging;
    private final Runnable photos;
    private final Duration pause;
    private Set<String> trouble = Set.of();

    /**
     * @param photos erases unsent photos
     * @param pause  interval between two sweeps of all nodes together
     */
    ReportScheduler(
            Tx tx,
            ReportSealer reportSealing,
            MunicipalCases cases,
            ReportCaseAssignment reportMerging,
            Runnable photos,
            Duration pause) {
        this.tx = tx;
        this.reportSealing = reportSealing;
        this.cases = cases;
        this.reportMerging = reportMerging;
        this.photos = photos;
        this.pause = pause;
    }

    /** Runs a sweep if no node has begun one within the interval. */
    void sweepIfDue() {
        if (tx.required(sql -> ReportRepository.tryBeginSweep(sql, pause))) {
            assignWaiting();
            recordEnded();
            photos.run();
        }
    }

    private void assignWaiting() {
        Set<String> refused = new TreeSet<>();
        UUID last = null;
        List<ReportRow> page;
        do {
            UUID above = last;
            page = tx.required(sql -> ReportRepository.listWaiting(sql, above, BATCH));
            for (ReportRow row : page) {
                last = row.id();
                try {
                    tx.run(sql -> {
                        ReportCaseAssignment.lockProperty(sql, row.subject());
                        ReportRepository.lockWaiting(sql, row.id())
                                .ifPresent(r -> reportMerging.assignToCase(
                                        sql, r, ReportIntake.describe(reportSealing.open(r), reportSealing.place(r))));
                    });
                } catch (Refusal e) {
                    refused.add(e.code());
                }
            }
        } while (page.size() == BATCH);
        if (!refused.isEmpty() && !refused.equals(trouble)) {
            LOG.warn("Violation reports wait, because their cases are rejected: {}", refused);
        }
        trouble = refused;
    }

    private void recordEnded() {
        UUID last = null;
        List<UUID> page;
        do {
            UUID above = last;
            page = tx.required(sql -> ReportRepository.openCases(sql, above, BATCH));
            for (UUID id : page) {
                last = id;
                if (cases.find(id)
                        .filter(standing -> standing.state().hasEnded())
                        .isPresent()) {
                    tx.run(sql -> ReportRepository.end(sql, id));
                }
            }
        } while (page.size() == BATCH);
    }
}
