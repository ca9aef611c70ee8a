package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal that keeps its entries in memory. */
final class FakeJournal implements Journal {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(UUID caseId, String event, Caller actor, Map<String, ?> details) {
        events.add(event);
        entries.add(event + " " + caseId + " " + actor.principal() + " " + details);
    }

    @Override
    public String commitment(String salt, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> entries(UUID caseId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> entriesAfter(long after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long lastSequence() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> check(UUID caseId) {
        throw new UnsupportedOperationException();
    }
}
