package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveSources.SourceOffers;
import city.pishkhan.api.archive.ArchiveSources.State;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.sources.SourceRegister;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.spi.ArchiveSource;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that answers of sources are cached, that used sheets become part of the archive, and that faulty sources have no other effect. */
class ArchiveSourceTest {
    private static final String HOUSE = ArchiveTest.HOUSE;
    private static final Caller OFFICE = new Caller("clerk", Set.of("office:1204"));
    private static final UUID CASE = UUID.randomUUID();
    private static final Set<String> DEEDS = Set.of("deed");
    private static final int MOST_BYTES = 20_000;

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();
    private final List<String> journal = new ArrayList<>();
    private final List<ArchiveSource> sources = new ArrayList<>();
    private final Older older = new Older("older");
    private IngestArchive archive;
    private SourceRegister register;

    /** A source with the sheets that a test defines. */
    private static final class Older implements ArchiveSource {
        private final String name;
        private final List<Sheet> sheets = new ArrayList<>();
        private final Map<String, byte[]> bytes = new HashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean down;
        private volatile CountDownLatch slow = new CountDownLatch(0);

        private Older(String name) {
            this.name = name;
        }

        private String add(String id, String document, String kind, LocalDate dated, byte[] content) {
            bytes.put(id, content);
            String sha256 = Sha256.hex(content);
            sheets.add(new Sheet(id, document, kind, 1, dated, "سند", sha256, content.length, "application/pdf"));
            return sha256;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String title() {
            return "Archive " + name;
        }

        @Override
        public List<Sheet> list(String property, Collection<String> kinds) {
            asked.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (down) {
                throw new PartnerUnavailable(name + ": HTTP 500");
            }
            return property.equals(HOUSE) ? List.copyOf(sheets) : List.of();
        }

        @Override
        public InputStream open(String id) {
            if (down) {
                throw new PartnerUnavailable(name + ": HTTP 500");
            }
            return new ByteArrayInputStream(bytes.get(id));
        }
    }

    @BeforeEach
    void start() throws IOException {
        archive = new IngestArchive(folder, SheetExaminer.none());
        register = new SourceRegister(
                archive.store.tx(),
                archive.files,
                (event, actor, details) -> journal.add(
                        event + " " + details.get("source") + " " + details.get("id") + " " + details.get("case")),
                new UploadExamination(archive.store.tx(), SheetExaminer.none()),
                SheetLock::lockShared,
                () -> List.copyOf(sources),
                new SourceRegister.Settings(
                        Duration.ofHours(24),
                        Duration.ofSeconds(5),
                        Set.of("deed", "location-map"),
                        new SheetLimits(MOST_BYTES, 1_000_000, 10)),
                clock);
        sources.add(older);
    }

    @AfterEach
    void stop() {
        older.slow.countDown();
        register.close();
        archive.close();
    }

    private SourceOffers held() {
        return register.queryOffers(HOUSE, DEEDS, true);
    }

    private static List<String> offered(SourceOffers answer) {
        return answer.offers().stream().map(offer -> offer.sheet().sha256()).toList();
    }

    private State state() {
        return held().sources().get(0).state();
    }

    private static byte[] pdf(String text) {
        return SampleFiles.pdf("% " + text + "\n");
    }

    private boolean isUsable(String sha256) {
        try {
            return archive.papers()
                    .requireUsable(
                            OFFICE, CASE, new Papers.Purpose("building-permit", HOUSE, List.of(), List.of()), sha256)
                    .source()
                    .equals("archive");
        } catch (Refusal e) {
            return false;
        }
    }

    @Test
    void offersNewestDocumentOfKindAndImportsIt() throws IOException {
        byte[] deed = pdf("deed of 1390");
        older.add("a", "1", "deed", LocalDate.of(2001, 5, 1), pdf("deed of 1380"));
        String newest = older.add("b", "2", "deed", LocalDate.of(2011, 5, 1), deed);
        older.add("c", "3", "location-map", null, pdf("map"));
        older.add("d", "4", "national-card", null, pdf("card"));
        SourceOffers answer = held();
        assertEquals(List.of(newest), offered(answer), "of what is asked for");
        assertEquals(State.ANSWERED, answer.sources().get(0).state());
        assertTrue(answer.sources().get(0).at().isAfter(clock.instant().minusSeconds(60)));
        held();
        assertEquals(1, older.asked.get(), "it is not asked again within a day");
        assertFalse(isUsable(newest));

        register.fetch(OFFICE, CASE, HOUSE, Set.of("location-map"), newest);
        assertFalse(isUsable(newest), "a kind for which the archive does not open is not fetched");
        register.fetch(OFFICE, CASE, HOUSE, DEEDS, newest);
        register.fetch(OFFICE, CASE, HOUSE, DEEDS, newest);
        assertEquals(List.of("archive-source.fetched older b " + CASE), journal, "once");
        assertTrue(isUsable(newest));
        try (InputStream in = archive.papers().open(newest)) {
            assertArrayEquals(deed, in.readAllBytes());
        }
        assertEquals(
                "source:older 2 2011-05-01 سند",
                archive.text(
                        "select p.source || ' ' || d.number || ' ' || d.dated || ' ' || d.title from archive.document d"
                                + " join archive.provenance p on p.id = d.provenance"));
        assertEquals(List.of(), offered(held()), "what the archive has is not offered");
        assertEquals(
                List.of(newest),
                archive
                        .papers()
                        .findForPurpose(OFFICE, new Papers.Purpose("building-permit", HOUSE, List.of(), List.of()))
                        .stream()
                        .map(Papers.Sheet::sha256)
                        .toList());
    }

    @Test
    void returnsDayOldOffersWhileSourceIsUnavailable() {
        String deed = older.add("a", "1", "deed", null, pdf("deed"));
        held();
        clock.advance(Duration.ofHours(25));
        older.down = true;
        SourceOffers old = held();
        assertEquals(2, older.asked.get());
        assertEquals(List.of(deed), offered(old), "what it said is told");
        assertEquals(State.SILENT, old.sources().get(0).state(), "and that it is a day old");
        assertTrue(old.sources().get(0).at().isBefore(clock.instant().minus(Duration.ofHours(25))));
        assertEquals(
                List.of("older"),
                register.warnings().stream().map(w -> w.subject()).toList());
        Refusal silent = assertThrows(Refusal.class, () -> register.fetch(OFFICE, CASE, HOUSE, DEEDS, deed));
        assertEquals("archive-source.silent", silent.code());
        older.down = false;
        assertEquals(State.ANSWERED, state(), "a repeated read asks again");
        assertEquals(List.of(), register.warnings());
    }

    @Test
    void slowSourceDoesNotDelayOtherSources() {
        older.slow = new CountDownLatch(1);
        Older other = new Older("another");
        other.add("z", "1", "deed", null, pdf("other deed"));
        sources.add(other);
        SourceOffers first = register.queryOffers(HOUSE, DEEDS, false);
        assertEquals(
                List.of("another", "older"),
                first.sources().stream().map(s -> s.name()).toList());
        assertEquals(State.ASKED, first.sources().get(1).state());
        Awaitility.await().until(() -> {
            SourceOffers now = register.queryOffers(HOUSE, DEEDS, false);
            return now.sources().get(0).state() == State.ANSWERED
                    && now.sources().get(1).state() == State.ASKED
                    && now.offers().size() == 1;
        });
        assertEquals(1, older.asked.get(), "once, however many look");
        // fills the queue of the source
        for (int i = 0; i < 200; i++) {
            register.queryOffers("22-1-1-" + i + "-0-0-0", DEEDS, false);
        }
        assertEquals(
                State.SILENT,
                register.queryOffers("22-1-1-999-0-0-0", DEEDS, false)
                        .sources()
                        .get(1)
                        .state());
        older.slow.countDown();
        Awaitility.await()
                .until(() -> register.queryOffers(HOUSE, DEEDS, false)
                                .sources()
                                .get(1)
                                .state()
                        == State.ANSWERED);
    }

    @Test
    void rejectsContentThatDiffersFromItsAnnouncement() {
        Map<String, byte[]> bad = Map.of(
                "other", pdf("another deed"),
                "html", "<html>It works!</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "longer", pdf("x".repeat(MOST_BYTES)));
        bad.forEach((id, bytes) -> {
            older.sheets.clear();
            String sha256 = older.add(id, id, "deed", null, pdf("deed " + id));
            older.bytes.put(id, bytes);
            clock.advance(Duration.ofHours(25));
            held();
            Refusal refusal = assertThrows(Refusal.class, () -> register.fetch(OFFICE, CASE, HOUSE, DEEDS, sha256));
            assertEquals("archive-source.bad", refusal.code(), id);
            assertEquals(Refusal.Kind.CONFLICT, refusal.kind());
            assertFalse(isUsable(sha256));
            assertEquals(List.of(), offered(held()), "it is offered no more: " + id);
            register.fetch(OFFICE, CASE, HOUSE, DEEDS, sha256);
        });
        older.sheets.clear();
        byte[] html = "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String announced = older.add("page", "page", "deed", null, html);
        clock.advance(Duration.ofHours(25));
        held();
        Refusal type = assertThrows(Refusal.class, () -> register.fetch(OFFICE, CASE, HOUSE, DEEDS, announced));
        assertTrue(type.english().contains("sheet.type"), type.english());
        assertEquals("0", archive.text("select count(*)::text from archive.content"));
        assertEquals(List.of(), journal);
    }

    @Test
    void recalledSheetIsNotOfferedAgain() {
        String deed = older.add("a", "1", "deed", null, pdf("deed"));
        held();
        register.fetch(OFFICE, CASE, HOUSE, DEEDS, deed);
        archive.store
                .tx()
                .run(sql -> sql.execute(
                        "with d as (update archive.document set status = 3), h as (delete from archive.holding)"
                                + " update archive.sheet set status = 3"));
        assertEquals(List.of(), offered(held()));
        register.fetch(OFFICE, CASE, HOUSE, DEEDS, deed);
        assertFalse(isUsable(deed));
    }

    @Test
    void queriesNothingWithoutConfiguredSources() {
        sources.clear();
        archive.close();
        assertEquals(SourceOffers.NONE, held(), "and not the database either");
        register.fetch(OFFICE, CASE, HOUSE, DEEDS, "a".repeat(64));
        assertFalse(register.hasSources());
    }

    /**
     * The threads keep no reference to the bundle of the caller. Otherwise the class loader of an updated bundle would
     * stay in memory.
     */
    @Test
    void threadsDoNotReferenceCallersClassLoader() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader door = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(door);
            register.queryOffers("7-1-1-2-1-0-0", DEEDS, true);
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("pishkhan-archive-source-older"))
                    .toList();
            assertFalse(threads.isEmpty());
            assertTrue(threads.stream().noneMatch(thread -> thread.getContextClassLoader() == door));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
