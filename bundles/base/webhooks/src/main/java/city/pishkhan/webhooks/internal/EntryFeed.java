package city.pishkhan.webhooks.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.outgoing.Delivery;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.outgoing.RecipientRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The journal's entries for one webhook: up to a batch per POST, filtered by event. */
final class EntryFeed implements Delivery.Source<List<Journal.Entry>> {
    private static final int MOST = 1_000;

    private final Journal journal;
    private final Recipient recipient;
    private final RecipientRepository rows;
    private final int batch;
    private final @Nullable Pattern events;

    /**
     * @param batch maximum number of entries in a POST; limited to 1 to 1,000
     * @param events regular expression for event names; empty for all
     * @throws IllegalArgumentException if {@code events} is not a valid regular expression
     */
    EntryFeed(Journal journal, Recipient recipient, RecipientRepository rows, int batch, String events) {
        this.journal = journal;
        this.recipient = recipient;
        this.rows = rows;
        this.batch = Math.max(1, Math.min(batch, MOST));
        this.events = events.isBlank() ? null : Pattern.compile(events);
    }

    @Override
    public Optional<List<Journal.Entry>> after(long sequence) {
        return Optional.of(journal.entriesAfter(sequence, batch)).filter(fresh -> !fresh.isEmpty());
    }

    @Override
    public boolean deliver(List<Journal.Entry> fresh) throws IOException, InterruptedException {
        List<Journal.Entry> selected = fresh.stream().filter(this::isSelected).toList();
        if (!selected.isEmpty()) {
            recipient.post().send(recipient.name(), Message.toJson(selected));
        }
        rows.recordAccepted(recipient.name(), fresh.get(fresh.size() - 1).number());
        return true;
    }

    private boolean isSelected(Journal.Entry entry) {
        return events == null || events.matcher(entry.event()).matches();
    }
}
