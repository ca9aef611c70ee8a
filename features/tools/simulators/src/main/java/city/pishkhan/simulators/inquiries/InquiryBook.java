package city.pishkhan.simulators.inquiries;

import static city.pishkhan.simulators.inquiries.Rejected.Code.DIGEST_MISMATCH;
import static city.pishkhan.simulators.inquiries.Rejected.Code.NOT_OPEN;
import static city.pishkhan.simulators.inquiries.Rejected.Code.UNKNOWN_INQUIRY;

import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Inquiries of a partner. Each inquiry is decided once, at its first arrival; a repeated id gets the same answer. Answers are on disk
 * before they are sent.
 */
public final class InquiryBook implements AutoCloseable {

    private final Site site;
    private final Ledger ledger;
    private final Rules decided;
    private final Rules rules;
    private final Pusher pusher;
    private final Map<String, PartnerInquiry> inquiries = new ConcurrentHashMap<>();

    /**
     * Rebuilds the state from the site's ledger and resumes pushing outstanding answers.
     *
     * @param rules the partner's own rules
     */
    public InquiryBook(Site site, Rules rules) throws IOException {
        this.site = site;
        this.rules = rules;
        ledger = site.ledger();
        decided = new AnswerOverrides(site, rules);
        ledger.replay(entry -> inquiries
                .computeIfAbsent(entry.path("id").asText(), PartnerInquiry::new)
                .replay(entry));
        pusher = new Pusher(site);
        inquiries.values().stream()
                .filter(PartnerInquiry::hasPendingAnswer)
                .forEach(one -> pusher.schedule(one, site.control().answerAfterMs()));
    }

    /**
     * Accepts a new or repeated inquiry.
     *
     * @return view with the answer, or without an answer if it follows later
     * @throws Rejected DIGEST_MISMATCH or NOT_OPEN
     */
    public View submit(ReceivedInquiry inquiry) {
        PartnerInquiry one = inquiries.computeIfAbsent(inquiry.id(), PartnerInquiry::new);
        synchronized (one) {
            return one.times == 0 ? acceptNew(one, inquiry) : acceptRepeated(one, inquiry);
        }
    }

    private View acceptNew(PartnerInquiry one, ReceivedInquiry inquiry) {
        Decision decision = decided.decide(inquiry);
        List<Decision> decisions = new ArrayList<>(List.of(decision));
        if (decision.verdict().equals(Decision.EXTEND)) {
            decisions.add(rules.decide(inquiry));
        }
        long after = site.control().answerAfterMs();
        one.digest = inquiry.digest();
        one.reference = site.name().toUpperCase(Locale.ROOT) + "-" + inquiry.id();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("digest", inquiry.digest());
        entry.put("emission", inquiry.emission());
        entry.put("caseNumber", inquiry.caseNumber());
        entry.put("property", inquiry.text("property"));
        entry.put("sheets", inquiry.sheets());
        entry.put("reference", one.reference);
        entry.put("reply", after == 0 ? "answer" : "accepted");
        entry.put("decisions", decisions);
        ledger.append("inquiry", one.id, entry);
        one.times = 1;
        one.pending.addAll(decisions);
        if (after == 0) {
            one.lastAnswer = one.pending.poll();
        }
        if (one.hasPendingAnswer()) {
            pusher.schedule(one, after == 0 ? Pusher.EXTENSION_MS : after);
        }
        return one.view();
    }

    private View acceptRepeated(PartnerInquiry one, ReceivedInquiry inquiry) {
        if (!one.digest.equals(inquiry.digest())) {
            throw recordRejection(one.id, DIGEST_MISMATCH, "known with digest " + one.digest);
        }
        if (one.finalState != null) {
            throw recordRejection(one.id, NOT_OPEN, one.finalState);
        }
        one.times++;
        ledger.append(
                "repeat",
                one.id,
                Map.of("times", one.times, "emission", inquiry.emission(), "digest", inquiry.digest()));
        return one.view();
    }

    /**
     * Withdraws an inquiry. Repeated calls have no further effect.
     *
     * @throws Rejected UNKNOWN_INQUIRY
     */
    public View withdraw(String id, String reason) {
        return end(id, "WITHDRAWN", reason, null);
    }

    /**
     * Records that another inquiry supersedes this one. Repeated calls have no further effect.
     *
     * @throws Rejected UNKNOWN_INQUIRY
     */
    public View supersede(String id, String by, String reason) {
        return end(id, "SUPERSEDED", reason, by);
    }

    /**
     * Records a reminder of an unanswered inquiry.
     *
     * @throws Rejected UNKNOWN_INQUIRY
     */
    public View remind(String id, String reason) {
        PartnerInquiry one = inquiries.computeIfAbsent(id, PartnerInquiry::new);
        synchronized (one) {
            checkKnown(one);
            ledger.append("reminder", id, Map.of("reason", String.valueOf(reason)));
            return one.view();
        }
    }

    private View end(String id, String state, String reason, String by) {
        PartnerInquiry one = inquiries.computeIfAbsent(id, PartnerInquiry::new);
        synchronized (one) {
            checkKnown(one);
            if (one.finalState == null) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("reason", reason);
                entry.put("supersededBy", by);
                ledger.append(state.toLowerCase(Locale.ROOT), id, entry);
                one.finalState = state;
            }
            return one.view();
        }
    }

    /**
     * Returns the state of an inquiry.
     *
     * @throws Rejected UNKNOWN_INQUIRY
     */
    public View status(String id) {
        PartnerInquiry one = inquiries.computeIfAbsent(id, PartnerInquiry::new);
        synchronized (one) {
            checkKnown(one);
            return one.view();
        }
    }

    private void checkKnown(PartnerInquiry one) {
        if (one.times == 0) {
            throw recordRejection(one.id, UNKNOWN_INQUIRY, "no inquiry " + one.id);
        }
    }

    /** Records a rejected call and returns the exception to throw. */
    public Rejected recordRejection(String id, Rejected.Code code, String message) {
        ledger.append("rejected", id, Map.of("code", code.name(), "message", message));
        return new Rejected(code, message);
    }

    @Override
    public void close() {
        pusher.close();
    }
}
