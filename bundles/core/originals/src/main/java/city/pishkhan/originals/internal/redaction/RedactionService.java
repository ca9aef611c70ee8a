package city.pishkhan.originals.internal.redaction;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.api.archive.SheetRedactions;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.originals.internal.redaction.RedactionRepository.Row;
import city.pishkhan.originals.internal.redaction.RedactionRepository.SheetState;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implementation of {@link Redactions} and {@link SheetRedactions} on database rows. Each change locks its case first
 * and then the sheet.
 */
@Component(service = {Redactions.class, SheetRedactions.class})
public final class RedactionService implements Redactions, SheetRedactions {
    static final String COVER = "office.redaction.make";
    static final String READ = "office.redaction.read";
    private static final String OVERSIGHT = "oversight";
    private static final int MOST_AREAS = 50;
    private static final int MOST = 200;
    private static final Duration NOTED = Duration.ofMinutes(9);
    private static final int MOST_NOTED = 10_000;

    private final Tx tx;
    private final Cases cases;
    private final CaseEvents events;
    private final Journal journal;
    private final Vault vault;
    private final ArchiveDocuments documents;
    private final Map<String, Instant> noted = new HashMap<>();

    /** @param attestations not used; the reference makes the attestations create the database schema first */
    @Activate
    public RedactionService(
            @Reference Tx tx,
            @Reference Cases cases,
            @Reference CaseEvents events,
            @Reference Journal journal,
            @Reference Vault vault,
            @Reference ArchiveDocuments documents,
            @Reference Attestations attestations) {
        this.tx = tx;
        this.cases = cases;
        this.events = events;
        this.journal = journal;
        this.vault = vault;
        this.documents = documents;
    }

    private static void requirePaper(CaseView view, String sha256) {
        if (view.papers().stream().noneMatch(paper -> paper.sha256().equals(sha256))) {
            throw Refusal.notFound("paper");
        }
    }

    private CaseView lock(Caller caller, UUID caseId, String sha256) {
        cases.reference(caller, caseId, COVER);
        events.lock(caseId);
        CaseView view = cases.find(caller, caseId, COVER);
        requirePaper(view, sha256);
        return view;
    }

    private static int district(Caller caller) {
        return caller.district().orElseThrow();
    }

    @Override
    public Redaction redact(Caller officer, UUID caseId, String sha256, int page, List<Area> areas, String reason) {
        if (areas.isEmpty() || areas.size() > MOST_AREAS) {
            throw Refusal.invalid("redaction.areas", "regions", MOST_AREAS);
        }
        return tx.required(sql -> {
            lock(officer, caseId, sha256);
            List<Row> before = RedactionRepository.lock(sql, sha256);
            if (before.size() >= MOST) {
                throw Refusal.conflict("redaction.too-many", MOST);
            }
            UUID id = Ids.next();
            Row row = new Row(
                    id,
                    page,
                    areas,
                    district(officer),
                    caseId,
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    vault.seal(caseId, place(id), reason),
                    null,
                    null,
                    null);
            RedactionRepository.add(sql, row, sha256, officer);
            documents.handleRedactionChange(sha256);
            journal.record(
                    caseId,
                    "paper.redacted",
                    officer,
                    Map.of("redaction", id, "sheet", sha256, "page", page, "areas", areas.size()));
            return view(row, officer);
        });
    }

    @Override
    public Redaction removeRedaction(Caller officer, UUID caseId, String sha256, UUID redaction, String reason) {
        return tx.required(sql -> {
            lock(officer, caseId, sha256);
            Row row = RedactionRepository.lock(sql, sha256).stream()
                    .filter(one -> one.id().equals(redaction))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("redaction"));
            if (row.district() != district(officer)) {
                throw Refusal.forbidden("redaction.other", row.district());
            }
            if (row.removed() != null) {
                return view(row, officer);
            }
            Row removed = new Row(
                    row.id(),
                    row.page(),
                    row.areas(),
                    row.district(),
                    row.caseId(),
                    row.at(),
                    row.reason(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    caseId,
                    vault.seal(caseId, removal(row.id()), reason));
            RedactionRepository.remove(sql, removed, officer);
            documents.handleRedactionChange(sha256);
            journal.record(
                    caseId,
                    "paper.redaction-removed",
                    officer,
                    Map.of("redaction", row.id(), "sheet", sha256, "page", row.page()));
            return view(removed, officer);
        });
    }

    @Override
    public List<Redaction> list(Caller caller, UUID caseId, String sha256) {
        return tx.required(sql -> {
            requirePaper(cases.find(caller, caseId, READ), sha256);
            return RedactionRepository.sheetState(sql, caseId, sha256).rows().stream()
                    .map(row -> view(row, caller))
                    .toList();
        });
    }

    @Override
    public AppliedRedactions authorizeView(Caller caller, UUID caseId, String sha256, boolean original) {
        SheetState state = tx.single(sql -> RedactionRepository.sheetState(sql, caseId, sha256));
        if (state.recalled()) {
            throw Refusal.of(Refusal.Kind.GONE, "sheet.recalled", null);
        }
        List<Row> rows = state.rows();
        if (rows.isEmpty()) {
            return AppliedRedactions.NONE;
        }
        List<Row> now = inEffect(rows);
        List<Row> covered = original
                ? now.stream().filter(row -> !canReadReason(row, caller)).toList()
                : now;
        if (original && !now.isEmpty()) {
            if (covered.size() == now.size()) {
                throw Refusal.forbidden("redaction.original");
            }
            recordAccess(caller, caseId, sha256);
        }
        return new AppliedRedactions(2 * rows.size() - now.size(), toAreas(covered));
    }

    @Override
    public List<RedactedArea> redactedAreas(String sha256) {
        return toAreas(inEffect(tx.single(sql -> RedactionRepository.list(sql, sha256))));
    }

    private static List<Row> inEffect(List<Row> rows) {
        return rows.stream().filter(row -> row.removed() == null).toList();
    }

    private static List<RedactedArea> toAreas(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.areas().stream().map(area -> new RedactedArea(row.page(), area)))
                .toList();
    }

    /** Journals the access before the original is shown, once in ten minutes. This node caches an entry for nine minutes. */
    private void recordAccess(Caller caller, UUID caseId, String sha256) {
        String key = caller.principal() + ' ' + caseId + ' ' + sha256;
        Instant now = Instant.now();
        synchronized (noted) {
            if (noted.getOrDefault(key, Instant.MIN).isAfter(now.minus(NOTED))) {
                return;
            }
        }
        tx.run(sql -> {
            if (RedactionRepository.tryRecordAccess(sql, caller, caseId, sha256)) {
                events.lock(caseId);
                journal.record(caseId, "paper.original-shown", caller, Map.of("sheet", sha256));
            }
        });
        synchronized (noted) {
            if (noted.size() >= MOST_NOTED) {
                noted.values().removeIf(at -> at.isBefore(now.minus(NOTED)));
            }
            if (noted.size() < MOST_NOTED) {
                noted.put(key, now);
            }
        }
    }

    private static boolean canReadReason(Row row, Caller caller) {
        return caller.has(OVERSIGHT)
                || caller.district().filter(own -> own == row.district()).isPresent();
    }

    private Redaction view(Row row, Caller caller) {
        boolean reasonVisible = canReadReason(row, caller);
        return new Redaction(
                row.id(),
                row.page(),
                row.areas(),
                row.district(),
                row.at(),
                reasonVisible
                        ? vault.open(row.caseId(), place(row.id()), row.reason())
                                .orElse(null)
                        : null,
                row.removed(),
                reasonVisible && row.removed() != null
                        ? vault.open(row.removedCase(), removal(row.id()), row.removedReason())
                                .orElse(null)
                        : null);
    }

    private static String place(UUID id) {
        return "redaction.reason " + id;
    }

    private static String removal(UUID id) {
        return "redaction.removal " + id;
    }
}
