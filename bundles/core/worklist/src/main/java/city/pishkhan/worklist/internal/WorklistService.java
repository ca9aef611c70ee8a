package city.pishkhan.worklist.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@link Worklist}: stores the items in a table. The clock of the database decides whether a lease has expired. */
@Component(service = Worklist.class, configurationPid = "city.pishkhan.worklist")
@Designate(ocd = WorklistService.Config.class)
public final class WorklistService implements Worklist {
    private static final String READ = "agency.worklist.read";
    private static final String CLAIM = "agency.worklist.claim";
    private static final String RELEASE = "agency.worklist.release";

    /** Configuration of the worklist, PID {@code city.pishkhan.worklist}. */
    @ObjectClassDefinition(name = "Pishkhan worklist")
    public @interface Config {
        @AttributeDefinition(description = "Validity of a claim in seconds, 10 to 86400")
        int lease_seconds() default 900;
    }

    private final Tx tx;
    private final WorklistRepository worklistRepository;
    private final Inquiries inquiries;
    private final WorklistAuthorization worklistAuthorization;
    private final WorklistAnswers worklistAnswers;
    private final OpenedPages openedPages;

    @Activate
    public WorklistService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Inquiries inquiries,
            @Reference Access access,
            Config config) {
        this(
                tx,
                schemas,
                inquiries,
                access,
                Duration.ofSeconds(Math.max(10, Math.min(config.lease_seconds(), 86_400))));
    }

    WorklistService(Tx tx, Schemas schemas, Inquiries inquiries, Access access, Duration lease) {
        this.tx = tx;
        this.inquiries = inquiries;
        this.worklistRepository = new WorklistRepository(lease);
        this.worklistAuthorization = new WorklistAuthorization(access);
        this.openedPages = new OpenedPages(tx, worklistRepository);
        this.worklistAnswers =
                new WorklistAnswers(tx, worklistRepository, inquiries, worklistAuthorization, openedPages);
        schemas.migrate(WorklistService.class, "worklist");
    }

    @Override
    public void put(Inquiry inquiry) {
        tx.run(sql -> {
            worklistRepository.put(sql, inquiry.id(), inquiry.agency());
            inquiries.recordDelivery(inquiry.id(), null);
        });
    }

    @Override
    public void remove(UUID inquiry) {
        tx.run(sql -> worklistRepository.remove(sql, inquiry));
    }

    @Override
    public void remind(UUID inquiry) {
        tx.run(sql -> worklistRepository.remind(sql, inquiry));
    }

    @Override
    public Page<Item> list(Caller agency, @Nullable String cursor, int limit) {
        String name = worklistAuthorization.agency(agency, READ);
        Paging paging = Paging.of(cursor, limit);
        return tx.required(sql -> {
            Page<WorklistRepository.Row> page = paging.page(
                    worklistRepository.list(sql, name, paging.from(), paging.limit()), WorklistRepository.Row::inquiry);
            List<Item> shown = page.items().stream()
                    .map(this::item)
                    .flatMap(Optional::stream)
                    .toList();
            return new Page<>(shown, page.next());
        });
    }

    @Override
    public Item item(Caller agency, UUID inquiry) {
        return tx.required(sql -> worklistRepository
                .find(sql, worklistAuthorization.agency(agency, READ), inquiry)
                .flatMap(this::item)
                .orElseThrow(WorklistService::unknown));
    }

    @Override
    public Item claim(Caller agency, UUID inquiry) {
        return tx.required(sql -> {
            String name = worklistAuthorization.agency(agency, CLAIM);
            WorklistRepository.Row row =
                    worklistRepository.find(sql, name, inquiry).orElseThrow(WorklistService::unknown);
            return worklistRepository
                    .claim(sql, name, inquiry, agency.principal())
                    .flatMap(this::item)
                    .orElseThrow(() -> Refusal.conflict("worklist.claimed", row.leaseUntil()));
        });
    }

    @Override
    public void release(Caller agency, UUID inquiry, long fence) {
        tx.run(sql -> {
            worklistRepository
                    .find(sql, worklistAuthorization.agency(agency, RELEASE), inquiry)
                    .orElseThrow(WorklistService::unknown)
                    .requireClaim(agency, fence);
            worklistRepository.release(sql, inquiry);
        });
    }

    @Override
    public void recordPageView(Caller agency, UUID inquiry, String sha256, int page, int pages) {
        openedPages.record(agency.principal(), inquiry, sha256, page, pages);
    }

    @Override
    public Receipt answer(Caller agency, long fence, Answer answer) {
        return worklistAnswers.answer(agency, fence, answer);
    }

    @Override
    public List<Result> answerAll(Caller agency, List<ClaimedAnswer> answers) {
        return worklistAnswers.answerAll(agency, answers);
    }

    private Optional<Item> item(WorklistRepository.Row row) {
        return inquiries
                .find(row.inquiry())
                .map(inquiry ->
                        new Item(inquiry, row.put(), row.holder(), row.leaseUntil(), row.fence(), row.reminded()));
    }

    private static Refusal unknown() {
        return Refusal.notFound("inquiry");
    }
}
