package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.LookupStage;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.StoredAnswer;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Accepts deliveries, answers and extension requests of agencies. */
final class AnswerIntake {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerIntake.class);
    private static final String TRACE = "traceparent";

    private final CaseRepository store;
    private final ActiveDispatches activeDispatches;
    private final CallCombiner<UUID, AnswerCall, Receipt> answers = new CallCombiner<>(this::acceptAll);
    private final CaseEngine caseEngine;
    private final Deadlines deadlines;
    private final Journal journal;
    private final Access access;

    AnswerIntake(
            CaseRepository store,
            ActiveDispatches activeDispatches,
            CaseEngine caseEngine,
            Deadlines deadlines,
            Journal journal,
            Access access) {
        this.store = store;
        this.activeDispatches = activeDispatches;
        this.caseEngine = caseEngine;
        this.deadlines = deadlines;
        this.journal = journal;
        this.access = access;
    }

    void acceptDelivery(UUID id, String reference) {
        activeDispatches.finish(id);
        store.tx().run(sql -> lock(id).ifPresent(held -> {
            InquiryEntity row = held.row();
            if (row.state() == InquiryState.QUEUED || row.state() == InquiryState.DISPATCHED) {
                markDelivered(held, reference);
            } else if (row.state() == InquiryState.DELIVERED && row.unreachedSince() != null) {
                row.recordReached();
            }
        }));
    }

    private void markDelivered(LockedInquiry held, String reference) {
        InquiryEntity row = held.row();
        row.delivered(reference, StoredTime.get());
        deadlines.start(held.file(), row);
        recordDelivery(held);
    }

    private void recordDelivery(LockedInquiry held) {
        Map<String, Object> details = new TreeMap<>();
        details.put("inquiry", held.row().id());
        details.put("agency", held.row().agency());
        details.put("attempts", held.row().attempts());
        if (held.row().due() != null) {
            details.put("due", held.row().due().toString());
        }
        journal.record(held.file().id(), "inquiry.delivered", Caller.HUB, details);
    }

    /** @param trace trace context of the request that contained the answer, or {@code null} */
    private record AnswerCall(Caller caller, Answer answer, String trace) {}

    /**
     * Accepts an answer. The agencies of a case often answer at the same moment and would wait for each other at the case's lock.
     * Concurrent answers to one case are therefore accepted in one transaction. If one of them is refused, that transaction is rolled back
     * and each answer is accepted by itself.
     */
    Receipt answer(Caller caller, Answer answer) {
        UUID inquiry = answer.inquiry();
        UUID caseId = store.tx().isActive() ? null : activeDispatches.caseOf(inquiry);
        int otherDispatches = activeDispatches.countOthers(inquiry);
        activeDispatches.finish(inquiry);
        Receipt combined = caseId == null
                ? null
                : answers.call(caseId, new AnswerCall(caller, answer, MDC.get(TRACE)), otherDispatches);
        return combined == null ? acceptOne(caller, answer) : combined;
    }

    private Map<AnswerCall, Receipt> acceptAll(List<AnswerCall> combined) {
        if (combined.size() == 1) {
            AnswerCall one = combined.get(0);
            return Map.of(one, acceptOne(one.caller(), one.answer()));
        }
        String own = MDC.get(TRACE);
        try {
            return store.tx().required(sql -> {
                Map<AnswerCall, Receipt> receipts = new HashMap<>();
                for (AnswerCall one : combined) {
                    trace(one.trace());
                    receipts.put(one, acceptOne(one.caller(), one.answer()));
                }
                return receipts;
            });
        } catch (RuntimeException e) {
            LOG.debug("{} answers to one case are accepted one by one", combined.size(), e);
            return Map.of();
        } finally {
            trace(own);
        }
    }

    private static void trace(String context) {
        if (context == null) {
            MDC.remove(TRACE);
        } else {
            MDC.put(TRACE, context);
        }
    }

    private Receipt acceptOne(Caller caller, Answer answer) {
        return store.tx().required(sql -> {
            LockedInquiry held = lock(answer.inquiry()).orElseThrow(AnswerPolicy::unknown);
            AnswerPolicy.requireOwnInquiry(access.scope(caller, "agency.inquiry.answer"), held.row());
            Optional<Receipt> repeated = AnswerPolicy.repeated(
                    held.row(),
                    answer,
                    held.file(),
                    caseEngine.rules(held.file()).personal());
            if (repeated.isPresent()) {
                return repeated.get();
            }
            AnswerPolicy.requireOpen(held.file(), held.row(), caseEngine.isClosed(held.file(), held.stage()), answer);
            AnswerPolicy.check(held.stage().kind(), held.row(), answer);
            if (answer.verdict() == Verdict.DATA) {
                LookupStage.answerFacts(caseEngine.step(held.file(), held.stage(), caller), answer.data());
            }
            Receipt receipt =
                    answer.verdict() == Verdict.EXTEND ? extend(caller, held, answer) : accept(caller, held, answer);
            return receipt;
        });
    }

    private Receipt accept(Caller caller, LockedInquiry held, Answer answer) {
        InquiryEntity row = held.row();
        Instant now = StoredTime.get();
        boolean first = row.delivered() == null;
        boolean late = row.state() == InquiryState.EXPIRED;
        row.answered(answer, held.file(), caseEngine.rules(held.file()).personal(), now);
        if (first) {
            recordDelivery(held);
        }
        held.file().incrementVersion();
        Map<String, Object> details = new TreeMap<>(Map.of(
                "inquiry", row.id(),
                "agency", row.agency(),
                "verdict", answer.verdict().name(),
                "answer", row.answerDigest(),
                "attempts", row.attempts()));
        if (!row.answer().sheets().isEmpty()) {
            details.put("sheets", row.answer().sheets());
        }
        journal.record(held.file().id(), "inquiry.answered", caller, details);
        caseEngine.addObjection(held.file(), row, caller);
        if (late) {
            // the silence was already counted as an answer, and the case may have moved on
            caseEngine.reevaluate(held.file(), caller);
        } else if (held.file().stage().equals(row.stage())
                && !caseEngine
                        .handler(held.stage())
                        .isStillWaiting(
                                held.stage(),
                                row,
                                store.inquiries().lock(held.file().id()))) {
            caseEngine.advance(held.file(), caller);
        }
        return new Receipt(row.id(), row.state().apiName(), now, false);
    }

    private Receipt extend(Caller caller, LockedInquiry held, Answer answer) {
        InquiryEntity row = held.row();
        AgencyRule rule = deadlines.rule(held.file(), row);
        if (row.state() != InquiryState.DELIVERED) {
            markDelivered(held, answer.reference());
        }
        Instant until = AnswerPolicy.extended(row, rule, answer, deadlines.latest(held.file(), row, rule));
        row.extend(until, StoredAnswer.of(answer).digest());
        deadlines.rescheduleReminders(held.file(), row, rule);
        journal.record(
                held.file().id(),
                "inquiry.extended",
                caller,
                Map.of(
                        "inquiry",
                        row.id(),
                        "agency",
                        row.agency(),
                        "until",
                        row.due().toString()));
        return new Receipt(row.id(), row.state().apiName(), StoredTime.get(), false);
    }

    /** An inquiry and its case, both locked. */
    private record LockedInquiry(CaseFile file, InquiryEntity row, Stage stage) {}

    private Optional<LockedInquiry> lock(UUID id) {
        UUID caseId = activeDispatches.caseOf(id);
        // The last open answer of a case usually moves the case on, so its people and papers are loaded together with
        // the lock.
        boolean last = activeDispatches.countOthers(id) == 0;
        return (caseId == null ? store.lockOf(id) : store.lockOf(id, caseId, last)).map(file -> {
            InquiryEntity row = store.inquiries().lock(file, id);
            return new LockedInquiry(file, row, caseEngine.procedure(file).stage(row.stage()));
        });
    }
}
