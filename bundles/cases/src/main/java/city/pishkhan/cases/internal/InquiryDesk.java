package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Inquiries;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Procedures.AgencyRule;
import city.pishkhan.api.Refusal;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Notice;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Inquiries}: what carriers and agencies do with inquiries. */
@Component(service = Inquiries.class)
public final class InquiryDesk implements Inquiries {
    private final CaseStore store;
    private final Engine engine;
    private final InquiryQueries queries;
    private final Deadlines deadlines;
    private final Emissions emissions;
    private final Journal journal;

    @Activate
    public InquiryDesk(
            @Reference CaseStore store,
            @Reference Engine engine,
            @Reference InquiryQueries queries,
            @Reference Deadlines deadlines,
            @Reference Emissions emissions,
            @Reference Journal journal) {
        this.store = store;
        this.engine = engine;
        this.queries = queries;
        this.deadlines = deadlines;
        this.emissions = emissions;
        this.journal = journal;
    }

    @Override
    public Optional<Inquiry> take(UUID id) {
        return queries.take(id);
    }

    @Override
    public Optional<Inquiry> find(UUID id) {
        return queries.find(id);
    }

    @Override
    public void failed(UUID id, String reason, Instant next) {
        queries.failed(id, reason, next);
    }

    @Override
    public void again(UUID id, Instant at) {
        queries.again(id, at);
    }

    @Override
    public int resend(String agency) {
        return emissions.resend(agency);
    }

    @Override
    public void delivered(UUID id, String reference) {
        store.tx().run(sql -> locked(id).ifPresent(held -> {
            InquiryRow row = held.row();
            if (row.state == InquiryState.QUEUED || row.state == InquiryState.DISPATCHED) {
                deliver(held, reference);
            }
        }));
    }

    private void deliver(Held held, String reference) {
        InquiryRow row = held.row();
        row.move(InquiryState.DELIVERED);
        row.delivered = Instant.now();
        row.reference = reference;
        row.lastError = null;
        deadlines.start(held.file(), row);
        recordDelivery(held);
    }

    private void recordDelivery(Held held) {
        Map<String, Object> told = new TreeMap<>();
        told.put("inquiry", held.row().id);
        told.put("agency", held.row().agency);
        told.put("attempts", held.row().attempts);
        if (held.row().due != null) {
            told.put("due", held.row().due.toString());
        }
        journal.record(held.file().id, "inquiry.delivered", Caller.HUB, told);
    }

    @Override
    public Receipt answer(Caller caller, Answer answer) {
        return store.tx().required(sql -> {
            Held held = locked(answer.inquiry()).orElseThrow(AnswerRules::unknown);
            AnswerRules.speaksFor(caller, held.row());
            Optional<Receipt> repeated = AnswerRules.repeated(held.row(), answer);
            if (repeated.isPresent()) {
                return repeated.get();
            }
            AnswerRules.check(held.file(), held.row(), answer);
            return answer.verdict() == Verdict.EXTEND ? extend(caller, held, answer) : accept(caller, held, answer);
        });
    }

    private Receipt accept(Caller caller, Held held, Answer answer) {
        InquiryRow row = held.row();
        Instant now = Instant.now();
        boolean first = row.delivered == null;
        row.answered(answer, now);
        if (first) {
            recordDelivery(held);
        }
        held.file().touch();
        journal.record(
                held.file().id,
                "inquiry.answered",
                caller,
                Map.of(
                        "inquiry", row.id,
                        "agency", row.agency,
                        "verdict", answer.verdict().name(),
                        "answer", row.answerDigest,
                        "attempts", row.attempts));
        if (held.file().stage.equals(row.stage)) {
            engine.look(held.file(), caller);
        } else if (row.state == InquiryState.ANSWERED && row.escalated != null) {
            // a late word after silence was taken for one: the join is looked at anew
            engine.lookFromStart(held.file(), caller);
        }
        return new Receipt(row.id, row.state.shown(), now, false);
    }

    private Receipt extend(Caller caller, Held held, Answer answer) {
        InquiryRow row = held.row();
        AgencyRule rule = deadlines.rule(held.file(), row);
        AnswerRules.checkExtension(row, rule, answer);
        if (row.state != InquiryState.DELIVERED) {
            deliver(held, answer.reference());
        }
        row.due = answer.until();
        row.extensions++;
        row.escalated = null;
        journal.record(
                held.file().id,
                "inquiry.extended",
                caller,
                Map.of("inquiry", row.id, "agency", row.agency, "until", answer.until().toString()));
        return new Receipt(row.id, row.state.shown(), Instant.now(), false);
    }

    /** An inquiry and its case, both locked. */
    private record Held(CaseFile file, InquiryRow row) {}

    private Optional<Held> locked(UUID id) {
        return store.caseOf(id).map(caseId -> {
            CaseFile file = store.lock(caseId);
            InquiryRow row = store.inquiries(caseId).stream()
                    .filter(i -> i.id.equals(id))
                    .findFirst()
                    .orElseThrow();
            return new Held(file, row);
        });
    }

    @Override
    public Page<Open> open(String agency, String cursor, int limit) {
        return queries.open(agency, cursor, limit);
    }

    @Override
    public Optional<Notice> notice(UUID id) {
        return queries.notice(id);
    }

    @Override
    public void told(UUID notice) {
        queries.told(notice);
    }

    @Override
    public Attachment attachment(Caller agency, UUID inquiry, String sha256) {
        Inquiry found = queries.find(inquiry)
                .filter(i -> agency.agency().filter(i.agency()::equals).isPresent())
                .orElseThrow(AnswerRules::unknown);
        return found.attachments().stream()
                .filter(a -> a.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("attachment", "پیوست"));
    }

    @Override
    public List<Load> loads() {
        return queries.loads();
    }

    @Override
    public Page<Row> list(String agency, String state, String cursor, int limit) {
        return queries.list(agency, state, cursor, limit);
    }
}
