package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.agencies.Worklist.Claimed;
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

/** Answers to items, each by the newest claim; what is answered for good leaves the worklist in the same transaction. */
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
            if (row.isEmpty() && !worklistRepository.known(sql, answer.inquiry())) {
                // whoever may answer it at all is told how
                inquiries.find(agency, answer.inquiry(), ANSWER);
                throw Refusal.invalid("answer.fence", "fence");
            }
            if (row.isEmpty()) {
                // answered or taken off the list: the inquiry itself says which, and acknowledges a repetition
                return inquiries.answer(agency, answer);
            }
            row.get().requireClaim(agency, fence);
            if (APPROVALS.contains(answer.verdict())) {
                openedPages.requirePlan(sql, agency.principal(), inquiries.find(agency, answer.inquiry(), ANSWER));
            }
            boolean last = answer.verdict() != Verdict.EXTEND;
            Receipt receipt = taken(agency, answer, last);
            if (last
                    && !worklistRepository.remove(sql, answer.inquiry(), fence)
                    && worklistRepository.find(sql, name, answer.inquiry()).isPresent()) {
                // its lease ran out meanwhile, and another has it
                throw WorklistRepository.unclaimed();
            }
            return receipt;
        });
    }

    /** What nobody waits for any more leaves the worklist, though the transaction ends with the refusal: it holds nothing of the item yet. */
    private Receipt taken(Caller agency, Answer answer, boolean last) {
        try {
            return inquiries.answer(agency, answer);
        } catch (Refusal e) {
            // after a deadline more time is refused, and an answer may count still
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
    List<Result> answerAll(Caller agency, List<Claimed> answers) {
        if (answers.size() > MOST_ANSWERS) {
            throw Refusal.invalid("worklist.batch", "answers", MOST_ANSWERS);
        }
        List<Result> results = new ArrayList<>();
        for (Claimed claimed : answers) {
            UUID inquiry = claimed.answer().inquiry();
            try {
                // one that fails must not take the others with it
                Receipt receipt = tx.separate(sql -> answer(agency, claimed.fence(), claimed.answer()));
                results.add(new Result(inquiry, receipt, null));
            } catch (Refusal e) {
                results.add(new Result(inquiry, null, e));
            }
        }
        return results;
    }
}
