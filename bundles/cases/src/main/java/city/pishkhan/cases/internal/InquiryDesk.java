package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Inquiries;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Inquiries}: what carriers and agencies do with inquiries. */
@Component(service = Inquiries.class)
public final class InquiryDesk implements Inquiries {
    private final InquiryQueries queries;
    private final Emissions emissions;
    private final Answering answering;

    @Activate
    public InquiryDesk(
            @Reference CaseStore store,
            @Reference Engine engine,
            @Reference InquiryQueries queries,
            @Reference Deadlines deadlines,
            @Reference Emissions emissions,
            @Reference Journal journal) {
        this.queries = queries;
        this.emissions = emissions;
        this.answering = new Answering(store, engine, deadlines, journal);
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
        answering.delivered(id, reference);
    }

    @Override
    public Receipt answer(Caller caller, Answer answer) {
        return answering.answer(caller, answer);
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
