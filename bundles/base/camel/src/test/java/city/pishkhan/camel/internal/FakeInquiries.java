package city.pishkhan.camel.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.security.Caller;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake of the inquiry service; all inquiries are open except those that the test has closed. */
class FakeInquiries implements Inquiries {
    final Set<UUID> closed = ConcurrentHashMap.newKeySet();
    final List<Answer> answers = new CopyOnWriteArrayList<>();
    final List<UUID> delivered = new CopyOnWriteArrayList<>();
    final Map<UUID, Instant> retries = new ConcurrentHashMap<>();
    final Map<UUID, Instant> failures = new ConcurrentHashMap<>();
    final Map<UUID, AgencyNotice> notices = new ConcurrentHashMap<>();
    final AtomicInteger missed = new AtomicInteger();
    volatile Refusal refusal;
    volatile boolean away;

    /** Throws an exception while the test simulates that the database is unavailable. */
    private void requireAvailable() {
        if (away) {
            missed.incrementAndGet();
            throw new IllegalStateException("database is away");
        }
    }

    @Override
    public Page<PostedNotice> notices(Caller agency, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AgencyInquiry findForAgency(city.pishkhan.api.security.Caller agency, UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inquiry> claim(UUID id) {
        requireAvailable();
        return closed.contains(id)
                ? Optional.empty()
                : Optional.of(new Inquiry(
                        id,
                        "fire",
                        "building-permit",
                        "22-1405-0000123-2",
                        "d",
                        1,
                        Instant.now(),
                        null,
                        Map.of(),
                        List.of(),
                        null));
    }

    @Override
    public void recordDelivery(UUID id, String reference) {
        delivered.add(id);
    }

    @Override
    public void recordFailure(UUID id, String reason, Instant next) {
        requireAvailable();
        failures.put(id, next);
    }

    @Override
    public void scheduleRetry(UUID id, Instant at) {
        retries.put(id, at);
    }

    @Override
    public Receipt answer(Caller caller, Answer answer) {
        if (refusal != null) {
            throw refusal;
        }
        answers.add(answer);
        return new Receipt(answer.inquiry(), "answered", Instant.now(), false);
    }

    @Override
    public Optional<AgencyNotice> notice(UUID id) {
        return Optional.ofNullable(notices.get(id));
    }

    @Override
    public void recordNoticeDelivery(UUID notice) {
        notices.remove(notice);
    }

    @Override
    public int resend(String agency) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inquiry> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<PendingInquiry> listOpen(String agency, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attachment attachment(Caller agency, UUID inquiry, String sha256) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Load> loads() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Row> list(String agency, String state, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Row> row(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Inquiry find(Caller agency, UUID id, String operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<PendingInquiry> listOpen(Caller agency, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
