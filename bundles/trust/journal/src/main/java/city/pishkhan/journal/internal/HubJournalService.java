package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link HubJournal} with one transaction for each entry. */
@Component(service = HubJournal.class)
public final class HubJournalService implements HubJournal {
    private final Tx tx;
    private final Journal journal;

    @Activate
    public HubJournalService(@Reference Tx tx, @Reference Journal journal) {
        this.tx = tx;
        this.journal = journal;
    }

    @Override
    public void record(String event, Caller actor, Map<String, ?> details) {
        tx.run(sql -> journal.record(null, event, actor, details));
    }
}
