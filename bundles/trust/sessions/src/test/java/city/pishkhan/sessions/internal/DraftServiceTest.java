package city.pishkhan.sessions.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Drafts.Draft;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts in a real PostgreSQL database. */
class DraftServiceTest {
    private static final Caller CLERK = new Caller("clerk-1204", Set.of("office:1204"));
    private static final Caller OTHER = new Caller("clerk-2301", Set.of("office:2301"));
    private static final String TEXT = "{\"values\":{\"applicants[0].nationalId\":\"0499370899\"}}";

    private TestStore database;
    private Vault vault;
    private DraftService drafts;

    @BeforeEach
    void start() {
        database = TestStore.start();
        vault = TestVault.create(database.tx(), database.schemas());
        drafts = new DraftService(database.tx(), database.schemas(), vault);
    }

    @AfterEach
    void stop() {
        drafts.stop();
        database.close();
    }

    private void keep(String text) {
        drafts.save(CLERK, "permit", text);
    }

    private Optional<String> find(Caller caller) {
        return drafts.find(caller, "permit").map(Draft::text);
    }

    private long count(String table) {
        return database.tx().required(sql -> sql.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private void daysPass(int days) {
        database.tx()
                .run(sql -> sql.createUpdate("update sessions.draft set saved_at = saved_at - :days * interval '1 day'")
                        .bind("days", days)
                        .execute());
    }

    @Test
    void onlyOwnLoginFindsLatestDraft() {
        assertEquals(Optional.empty(), find(CLERK));
        keep("{}");
        keep(TEXT);
        assertEquals(Optional.of(TEXT), find(CLERK));
        assertEquals(Optional.empty(), find(OTHER));
        assertFalse(drafts.find(CLERK, "permit").orElseThrow().toString().contains("0499370899"));
        drafts.delete(OTHER, "permit");
        assertEquals(Optional.of(TEXT), find(CLERK));
        drafts.delete(CLERK, "permit");
        drafts.delete(CLERK, "permit");
        assertEquals(Optional.empty(), find(CLERK));
    }

    @Test
    void draftIsEncryptedInDatabase() {
        keep(TEXT);
        byte[] row = database.tx()
                .required(sql -> sql.createQuery("select d::text from sessions.draft d")
                        .mapTo(String.class)
                        .one())
                .getBytes(StandardCharsets.UTF_8);
        String text = new String(row, StandardCharsets.UTF_8);
        assertFalse(text.contains("clerk-1204") || text.contains("0499370899"), text);
    }

    @Test
    void draftAndKeyExpireAfterSevenDays() {
        keep(TEXT);
        UUID id = database.tx().required(sql -> sql.createQuery("select id from sessions.draft")
                .mapTo(UUID.class)
                .one());
        daysPass(6);
        assertEquals(0, drafts.expire());
        assertEquals(Optional.of(TEXT), find(CLERK));
        daysPass(1);
        assertEquals(Optional.empty(), find(CLERK));
        assertEquals(1, drafts.expire());
        assertEquals(0, count("sessions.draft"));
        assertTrue(vault.isDestroyed(id));
    }

    @Test
    void erasureDeletesDraftsOfPerson() {
        UUID person = UUID.randomUUID();
        Caller citizen =
                new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, "0123456789abcdef0123456789abcdef")));
        drafts.save(citizen, "permit", TEXT);
        UUID id = database.tx().required(sql -> sql.createQuery("select id from sessions.draft")
                .mapTo(UUID.class)
                .one());
        drafts.save(OTHER, "permit", "{}");
        drafts.erase(person, "0499370899", List.of());
        assertEquals(Optional.empty(), find(citizen));
        assertTrue(vault.isDestroyed(id));
        assertEquals(Optional.of("{}"), find(OTHER), "nobody else's");
        drafts.erase(UUID.randomUUID(), "0684159414", List.of());
        assertEquals(1, count("sessions.draft"));
    }

    @Test
    void savingExtendsDraftLifetime() {
        keep("{}");
        daysPass(6);
        keep(TEXT);
        daysPass(6);
        assertEquals(0, drafts.expire());
        assertEquals(Optional.of(TEXT), find(CLERK));
    }

    @Test
    void rejectsTooManyTooLargeAndInvalidDrafts() {
        for (int i = 0; i < 20; i++) {
            drafts.save(CLERK, "draft-" + i, "{}");
        }
        refused("draft.too-many", () -> drafts.save(CLERK, "draft-20", "{}"));
        drafts.save(CLERK, "draft-3", TEXT);
        drafts.save(OTHER, "draft-20", "{}");
        refused("draft.too-large", () -> keep("{\"a\":\"" + "x".repeat(65_536) + "\"}"));
        refused("draft.malformed", () -> keep("[1]"));
        refused("draft.malformed", () -> keep("{\"a\":"));
        refused("draft.name", () -> drafts.save(CLERK, "../permit", "{}"));
        refused("draft.name", () -> drafts.find(CLERK, ""));
    }

    private static void refused(String code, Runnable call) {
        assertEquals(code, assertThrows(Refusal.class, call::run).code());
    }
}
