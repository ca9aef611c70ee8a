package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.store.AgencyNoticeRepository;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Inquiries}: operations of dispatchers and agencies on inquiries. */
@Component(service = Inquiries.class)
public final class InquiryService implements Inquiries {
    private static final String ATTACHMENT = "agency.attachment.read";

    private final CaseRepository store;
    private final Journal journal;
    private final Access access;
    private final InquiryDispatchRepository queries;
    private final InquiryOverview overview;
    private final AgencyNoticeRepository notices;
    private final InquiryRedelivery inquiryRedelivery;
    private final AnswerIntake answerIntake;

    private final DisclosureLog readings;

    @Activate
    public InquiryService(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference InquiryDispatchRepository queries,
            @Reference Deadlines deadlines,
            @Reference InquiryRedelivery inquiryRedelivery,
            @Reference AgencyControls pauses,
            @Reference Journal journal,
            @Reference Access access,
            @Reference DisclosureLog readings) {
        this.store = store;
        this.readings = readings;
        this.journal = journal;
        this.access = access;
        this.queries = queries;
        this.overview = new InquiryOverview(store.tx(), pauses);
        this.notices = new AgencyNoticeRepository(store.tx());
        this.inquiryRedelivery = inquiryRedelivery;
        this.answerIntake = new AnswerIntake(store, queries.activeDispatches(), caseEngine, deadlines, journal, access);
    }

    @Override
    public Optional<Inquiry> claim(UUID id) {
        return queries.claim(id);
    }

    @Override
    public Optional<Inquiry> find(UUID id) {
        return queries.find(id);
    }

    @Override
    public Inquiry find(Caller agency, UUID id, String operation) {
        return queries.find(id)
                .filter(i -> access.scope(agency, operation).canAccess(Set.of("agency:" + i.agency())))
                .orElseThrow(AnswerPolicy::unknown);
    }

    @Override
    public AgencyInquiry findForAgency(Caller agency, UUID id) {
        return queries.asked(id)
                .filter(asked -> access.scope(agency, "agency.inquiry.read")
                        .canAccess(Set.of("agency:" + asked.inquiry().agency())))
                .orElseThrow(AnswerPolicy::unknown);
    }

    @Override
    public void recordFailure(UUID id, @Nullable String reason, Instant next) {
        queries.recordFailure(id, reason, next);
    }

    @Override
    public void scheduleRetry(UUID id, Instant at) {
        queries.scheduleRetry(id, at);
    }

    @Override
    public int resend(@Nullable String agency) {
        return inquiryRedelivery.resend(agency);
    }

    @Override
    public void recordDelivery(UUID id, @Nullable String reference) {
        answerIntake.acceptDelivery(id, reference);
    }

    @Override
    public Receipt answer(Caller caller, Answer answer) {
        return answerIntake.answer(caller, answer);
    }

    @Override
    public Page<PendingInquiry> listOpen(String agency, String cursor, int limit) {
        return queries.open(agency, cursor, limit);
    }

    @Override
    public Page<PendingInquiry> listOpen(Caller agency, @Nullable String cursor, int limit) {
        return queries.open(name(agency), cursor, limit);
    }

    @Override
    public Page<PostedNotice> notices(Caller agency, @Nullable String cursor, int limit) {
        return notices.list(name(agency), Paging.of(cursor, limit));
    }

    private String name(Caller agency) {
        return access.scope(agency, "agency.inquiry.read").tenants("agency").stream()
                .findFirst()
                .orElseThrow(AnswerPolicy::unknown);
    }

    @Override
    public Optional<AgencyNotice> notice(UUID id) {
        return notices.find(id);
    }

    @Override
    public void recordNoticeDelivery(UUID notice) {
        store.tx().run(sql -> notices.markSent(notice)
                .ifPresent(told -> journal.record(
                        told.caseId(),
                        "inquiry.notice-told",
                        Caller.HUB,
                        Map.of(
                                "inquiry",
                                told.inquiry(),
                                "agency",
                                told.agency(),
                                "notice",
                                told.kind().name()))));
    }

    @Override
    public Attachment attachment(Caller agency, UUID inquiry, String sha256) {
        Attachment found = find(agency, inquiry, ATTACHMENT).attachments().stream()
                .filter(a -> a.sha256().equals(sha256))
                .findFirst()
                .or(() -> queries.answerSheet(inquiry, sha256))
                .orElseThrow(() -> Refusal.notFound("attachment"));
        readings.recordSheetReading(agency, queries.caseOf(inquiry), ATTACHMENT, sha256);
        return found;
    }

    @Override
    public List<Load> loads() {
        return overview.loads();
    }

    @Override
    public Page<Row> list(@Nullable String agency, @Nullable String state, @Nullable String cursor, int limit) {
        return overview.list(agency, state, cursor, limit);
    }

    @Override
    public Optional<Row> row(UUID id) {
        return overview.row(id);
    }
}
