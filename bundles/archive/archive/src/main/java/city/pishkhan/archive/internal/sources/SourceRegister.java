package city.pishkhan.archive.internal.sources;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.sources.SourceAnswerRepository.Row;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.ArchiveSource;
import city.pishkhan.spi.ArchiveSource.Sheet;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Implements {@link ArchiveSources} with the stored answers of sources and the sources themselves. */
public final class SourceRegister implements ArchiveSources, AutoCloseable {
    private static final Messages MESSAGES = Messages.of(SourceRegister.class);
    private static final int MOST_PAGES = 50;
    private static final int FETCHES = 4;
    private static final LocalDate UNDATED = LocalDate.of(1970, 1, 1);

    /**
     * @param answerLifetime how long an answer is valid
     * @param maxWait maximum time that a caller waits for answers of sources
     * @param kinds kinds of papers that belong to properties
     * @param limits size limits of fetched sheets
     */
    public record Settings(Duration answerLifetime, Duration maxWait, Set<String> kinds, SheetLimits limits) {}

    /** Locks sheets until the transaction ends, so that they are not removed before a row references them. */
    @FunctionalInterface
    public interface Lock {
        void lockShared(Handle sql, List<String> sha256s);
    }

    private final Tx tx;
    private final SheetStore store;
    private final HubJournal journal;
    private final UploadExamination examination;
    private final Lock lock;
    private final Supplier<List<ArchiveSource>> sources;
    private final Settings settings;
    private final Clock clock;
    private final SheetCheck sheetCheck;
    private final SourceInquirer inquirer;
    private final Map<String, Semaphore> fetches = new ConcurrentHashMap<>();

    /** @param sources supplies the registered sources */
    public SourceRegister(
            Tx tx,
            SheetStore store,
            HubJournal journal,
            UploadExamination examination,
            Lock lock,
            Supplier<List<ArchiveSource>> sources,
            Settings settings,
            Clock clock) {
        this.tx = tx;
        this.store = store;
        this.journal = journal;
        this.examination = examination;
        this.lock = lock;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
        this.sheetCheck = new SheetCheck(settings.limits());
        this.inquirer = new SourceInquirer(tx, settings.kinds(), clock);
    }

    @Override
    public boolean hasSources() {
        return !sources.get().isEmpty();
    }

    private List<ArchiveSource> sortedSources() {
        return sources.get().stream()
                .sorted(Comparator.comparing(ArchiveSource::name))
                .toList();
    }

    @Override
    public SourceOffers queryOffers(String property, Set<String> kinds, boolean waits) {
        List<ArchiveSource> all = sortedSources();
        if (all.isEmpty()) {
            return SourceOffers.NONE;
        }
        List<Row> rows = rows(property);
        List<Future<Void>> questions = new ArrayList<>();
        for (ArchiveSource source : all) {
            if (!isFresh(rows, source)) {
                inquirer.ask(source, property).ifPresent(questions::add);
            }
        }
        if (waits && !questions.isEmpty()) {
            SourceInquirer.await(questions, settings.maxWait());
            rows = rows(property);
        }
        List<Row> now = rows;
        return new SourceOffers(
                offered(now, kinds).stream()
                        .filter(row -> all.stream().anyMatch(s -> s.name().equals(row.source())))
                        .map(row -> new Offer(sheet(property, row.sheet()), row.source()))
                        .toList(),
                all.stream().map(source -> standing(now, source, property)).toList());
    }

    private List<Row> rows(String property) {
        return tx.single(sql -> SourceAnswerRepository.find(sql, property));
    }

    private boolean isFresh(List<Row> rows, ArchiveSource source) {
        return rows.stream()
                .anyMatch(row -> row.source().equals(source.name())
                        && !row.lastRequestFailed()
                        && row.answered() != null
                        && row.answered().isAfter(clock.instant().minus(settings.answerLifetime())));
    }

    private SourceStatus standing(List<Row> rows, ArchiveSource source, String property) {
        Instant at = rows.stream()
                .filter(row -> row.source().equals(source.name()) && row.answered() != null)
                .map(Row::answered)
                .findFirst()
                .orElse(null);
        State state = isFresh(rows, source)
                ? State.ANSWERED
                : inquirer.isAsking(source.name(), property) ? State.ASKED : State.SILENT;
        return new SourceStatus(source.name(), source.title(), state, at);
    }

    /**
     * Determines the newest document of each source and kind, and returns those of its sheets that the archive does not
     * have.
     */
    private static List<Row> offered(List<Row> rows, Set<String> kinds) {
        Map<String, Sheet> newest = new HashMap<>();
        List<Row> sheets = rows.stream()
                .filter(row -> row.sheet() != null && kinds.contains(row.sheet().kind()))
                .toList();
        for (Row row : sheets) {
            newest.merge(
                    row.source() + " " + row.sheet().kind(),
                    row.sheet(),
                    (one, other) -> BY_DATE.compare(one, other) >= 0 ? one : other);
        }
        return sheets.stream()
                .filter(row -> !row.archived() && !row.excluded())
                .filter(row -> row.sheet()
                        .document()
                        .equals(newest.get(row.source() + " " + row.sheet().kind())
                                .document()))
                .filter(row -> row.sheet().page() <= MOST_PAGES)
                .sorted(Comparator.comparing(Row::source)
                        .thenComparing(row -> row.sheet().kind())
                        .thenComparing(row -> row.sheet().page())
                        .thenComparing(row -> row.sheet().id()))
                .toList();
    }

    private static final Comparator<Sheet> BY_DATE = Comparator.comparing(
                    (Sheet sheet) -> sheet.dated() == null ? UNDATED : sheet.dated())
            .thenComparing(Sheet::document);

    private static Papers.Sheet sheet(String property, Sheet sheet) {
        SheetType type = SheetType.of(sheet.mediaType());
        return new Papers.Sheet(
                sheet.sha256(),
                sheet.kind(),
                property,
                sheet.kind() + "." + type.extension(),
                sheet.mediaType(),
                Math.max(0, sheet.size()));
    }

    @Override
    public void fetch(Caller office, UUID caseId, String property, Set<String> kinds, String sha256) {
        List<ArchiveSource> all = sortedSources();
        if (all.isEmpty()) {
            return;
        }
        Optional<Row> wanted = offered(rows(property), kinds).stream()
                .filter(row -> row.sheet().sha256().equals(sha256))
                .findFirst();
        if (wanted.isEmpty()) {
            return;
        }
        String name = wanted.get().source();
        ArchiveSource source =
                all.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
        if (source == null) {
            return;
        }
        Semaphore free = fetches.computeIfAbsent(name, key -> new Semaphore(FETCHES));
        if (!free.tryAcquire()) {
            throw unavailable(source);
        }
        try {
            fetch(office, caseId, property, source, wanted.get().sheet());
        } finally {
            free.release();
        }
    }

    private void fetch(Caller office, UUID caseId, String property, ArchiveSource source, Sheet sheet) {
        try (InputStream content = source.open(sheet.id());
                FetchedSheet fetched = FetchedSheet.read(content, sheet, settings.limits())) {
            SheetType type = examine(source, sheet, fetched);
            tx.separate(sql -> {
                lock.lockShared(sql, List.of(sheet.sha256()));
                ensureStored(sheet.sha256(), fetched);
                SourceSheetWrite.write(sql, property, source.name(), sheet, type, fetched.size());
                examination.admit(List.of(sheet.sha256()), List.of(sheet.kind()), List.of(type));
                journal.record(
                        "archive-source.fetched",
                        office,
                        Map.of(
                                "source",
                                source.name(),
                                "id",
                                sheet.id(),
                                "kind",
                                sheet.kind(),
                                "sheet",
                                sheet.sha256(),
                                "case",
                                caseId.toString()));
                return null;
            });
        } catch (PartnerUnavailable e) {
            inquirer.recordProblem(source.name(), PartnerText.cause(e));
            throw unavailable(source);
        } catch (FetchedSheet.SheetMismatch e) {
            throw rejectSheet(property, source, sheet, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SheetType examine(ArchiveSource source, Sheet sheet, FetchedSheet fetched)
            throws FetchedSheet.SheetMismatch, IOException {
        SheetType type;
        boolean parseLater;
        try {
            SheetCheck.Checked found = sheetCheck.inspect(fetched.bytes());
            type = found.type();
            parseLater = examination.parseOrDefer(found, fetched::open);
        } catch (Refusal e) {
            throw new FetchedSheet.SheetMismatch(e.code());
        }
        if (!type.mediaType().equals(sheet.mediaType())) {
            throw new FetchedSheet.SheetMismatch("mediaType");
        }
        try (InputStream in = fetched.open()) {
            store.put(in);
        }
        if (parseLater) {
            examination.queueForParsing(List.of(sheet.sha256()));
        }
        examination.scan("source:" + source.name(), sheet.sha256(), type, fetched::open);
        return type;
    }

    /**
     * Stores the content again if it is missing: the store may have had identical content that no row referenced, and
     * removed it in the meantime.
     */
    private void ensureStored(String sha256, FetchedSheet fetched) {
        try {
            if (!store.contains(sha256)) {
                try (InputStream in = fetched.open()) {
                    store.put(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal unavailable(ArchiveSource source) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "archive-source.silent", null, source.title());
    }

    private Refusal rejectSheet(String property, ArchiveSource source, Sheet sheet, String what) {
        inquirer.recordProblem(
                source.name(), "sheet " + PartnerText.sanitize(sheet.id()) + " differs from its description: " + what);
        tx.separate(sql -> {
            SourceAnswerRepository.deleteSheet(sql, property, source.name(), sheet.id());
            return null;
        });
        return Refusal.conflict("archive-source.bad", source.title(), what);
    }

    /** Returns warnings for registered sources with problems. */
    public List<HealthWarning> warnings() {
        return sortedSources().stream()
                .filter(source -> inquirer.problems().containsKey(source.name()))
                .map(source -> {
                    SourceInquirer.SourceProblem trouble = inquirer.problems().get(source.name());
                    return HealthWarning.of(
                            MESSAGES, "archive-source", source.name(), trouble.since(), source.name(), trouble.what());
                })
                .toList();
    }

    @Override
    public void close() {
        inquirer.close();
    }
}
