package city.pishkhan.discipline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.api.governance.Discipline.Party;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComplaintRowTest {
    private static final Party FIRE = new Party("agency", "fire");
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    @Test
    void journalDetailsNameCaseOnlyIfKnown() {
        ComplaintRow without = ComplaintRow.received(FIRE, null, NOW);
        assertEquals(
                Map.of("complaint", without.id(), "partyKind", "agency", "party", "fire"), without.journalDetails());
        ComplaintRow with = ComplaintRow.received(FIRE, "0100-0500-000001-2", NOW);
        assertEquals(
                List.of("complaint", "partyKind", "party", "case"),
                List.copyOf(with.journalDetails().keySet()));
        assertEquals("0100-0500-000001-2", with.journalDetails().get("case"));
    }

    @Test
    void signalledComplaintsHaveOwnIdAndSaltAndNoText() {
        ComplaintRow one = ComplaintRow.signalled(FIRE, "agency-late", "1405-02", 20, NOW);
        ComplaintRow other = ComplaintRow.signalled(FIRE, "agency-late", "1405-02", 20, NOW);
        assertNotEquals(one.id(), other.id());
        assertNotEquals(one.salt(), other.salt());
        assertEquals("received", one.state());
        assertEquals(NOW, one.received());
        assertEquals(20, one.count());
        assertNull(one.text());
        assertNull(one.closed());
    }
}
