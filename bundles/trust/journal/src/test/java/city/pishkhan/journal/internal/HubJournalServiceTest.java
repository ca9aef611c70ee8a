package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.journal.Journal.Entry;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubJournalServiceTest {

    @Test
    void hubEntriesAreCommittedAndChained() {
        try (TestStore store = TestStore.start()) {
            Journal journal = new SqlJournal(store.tx(), store.schemas());
            HubJournal hub = new HubJournalService(store.tx(), journal);
            hub.record("route-file.in-force", Caller.HUB, Map.of("file", "a.camel.yaml", "sha256", "00"));
            hub.record("route-file.removed", Caller.HUB, Map.of("file", "a.camel.yaml", "sha256", "00"));
            List<Entry> entries = journal.entries(null);
            assertEquals(
                    List.of("route-file.in-force", "route-file.removed"),
                    entries.stream().map(Entry::event).toList());
            assertEquals(
                    "{\"file\":\"a.camel.yaml\",\"sha256\":\"00\"}",
                    entries.get(0).details());
            assertEquals("hub", entries.get(0).actor());
            assertEquals(entries.get(0).hash(), entries.get(1).previous());
        }
    }
}
