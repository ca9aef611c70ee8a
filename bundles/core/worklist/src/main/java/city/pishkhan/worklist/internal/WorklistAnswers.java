package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.agencies.Worklist.ClaimedAnswer;
import city.pishkhan.api.agencies.Worklist.Result;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers to worklist items. Each answer needs the current claim. A final answer removes the item in the same transaction. */
final class WorklistAnswers {
    private static final String ANSWER = "agency.inquiry.answer";
    private static final int MOST_ANSWERS = 500;
    private static final Set<Verdict> APPROVALS = Set.of(Verdict.APPROVE, Verdict.APPROVE_WITH_CONDITIONS);

    private final Tx tx;
    private final WorklistRepository worklistRepository;
    private final Inquiries inquiries;
    private final WorklistAuthorization worklistAuthorization;
    private final OpenedPages openedPages;

    WorklistAnswers(
            Tx tx,
            WorklistRepository worklistRepository,
            Inquiries inquiries,
            WorklistAuthorization worklistAuthorization,
            OpenedPages openedPages) {
        this.tx = tx;
        this.worklistRepository = worklistRepository;
        this.inquiries = inquiries;
        this.worklistAuthorization = worklistAuthorization;
        this.openedPages = openedPages;
    }

    /** As {@link city.pishkhan.api.agencies.Worklist#answer}. */
    Receipt answer(Caller agency, long fence, Answer answer) {
        return tx.required(sql -> {
            String name = worklistAuthorization.agency(agency, ANSWER);
            Optional<WorklistRepository.Row> row = worklistRepository.find(sql, name, answer.inquiry());
            if (row.isEmpty() && !worklistRepository.isKnown(sql, answer.inquiry())) {
                // refuses a caller of another agency before the missing claim is reported
                inquiries.find(agency, answer.inquiry(), ANSWER);
                throw Refusal.invalid("answer.fence", "fence");
            }
            if (row.isEmpty()) {
                // The item is closed. The inquiries module acknowledges the answer if it was accepted before, or
                // refuses it.
                return inquiries.answer(agency, answer);
            }
            row.get().requireClaim(agency, fence);
            if (APPROVALS.contains(answer.verdict())) {
                openedPages.requirePlan(sql, agency.principal(), inquiries.find(agency, answer.inquiry(), ANSWER));
            }
            boolean last = answer.verdict() != Verdict.EXTEND;
            Receipt receipt = submit(agency, answer, last);
            if (last
                    && !worklistRepository.remove(sql, answer.inquiry(), fence)
                    && worklistRepository.find(sql, name, answer.inquiry()).isPresent()) {
                // the lease expired during this transaction, and another user has claimed the item
                throw WorklistRepository.unclaimed();
            }
            return receipt;
        });
    }

    /**
     * Submits the answer. If it is too late, the refusal rolls this transaction back, so the item is removed in a
     * separate one. That is possible because this transaction has not locked the item yet.
     */
    private Receipt submit(Caller agency, Answer answer, boolean last) {
        try {
            return inquiries.answer(agency, answer);
        } catch (Refusal e) {
            // A refused extension does not remove the item: after the deadline, an answer may still be accepted.
            if (last && e.kind() == Refusal.Kind.GONE) {
                tx.separate(sql -> {
                    worklistRepository.remove(sql, answer.inquiry());
                    return null;
                });
            }
            throw e;
        }
    }

    /** As {@link city.pishkhan.api.agencies.Worklist#answerAll}. */
    List<Result> answerAll(Caller agency, List<ClaimedAnswer> answers) {
        if (answers.size() > MOST_ANSWERS) {
            throw Refusal.invalid("worklist.batch", "answers", MOST_ANSWERS);
        }
        List<Result> results = new ArrayList<>();
        for (ClaimedAnswer claimed : answers) {
            UUID inquiry = claimed.answer().inquiry();
            try {
                // separate transactions, so that a refused answer does not roll back the others
                Receipt receipt = tx.separate(sql -> answer(agency, claimed.fence(), claimed.answer()));
                results.add(new Result(inquiry, receipt, null));
            } catch (Refusal e) {
                results.add(new Result(inquiry, null, e));
            }
        }
        return results;
    }
}
