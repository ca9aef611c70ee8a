package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.keeping.internal.disposal.DestructionRepository.Sheet;
import city.pishkhan.keeping.internal.disposal.DisposalRepository.DisposalApproval;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Creates disposal lists, drops documents that may not be destroyed, and handles the approval by a second person. */
public final class DisposalList {
    /** name of the act that requires a second person */
    public static final String ACT = "archive-dispose";

    static final String LIST = "list";
    static final String NUMBER = "number";
    static final String AUTHORITY = "authority";

    private static final int CHUNK = 500;

    private final Tx tx;
    private final Journal journal;
    private final Supplier<PaperUses> cases;

    /** @param cases supplies the papers used by open cases, or {@code null} while the information is unavailable */
    public DisposalList(Tx tx, Journal journal, Supplier<PaperUses> cases) {
        this.tx = tx;
        this.journal = journal;
        this.cases = cases;
    }

    public Disposal create(Caller operator, LocalDate before, int limit) {
        ArchiveRetentionService.requireOperator(operator);
        if (before.isAfter(LocalDate.now(PersianDate.TEHRAN))) {
            throw Refusal.invalid("disposal.before", "before", before);
        }
        if (limit < 1 || limit > ArchiveDisposals.MOST) {
            throw Refusal.invalid("disposal.most", "most", ArchiveDisposals.MOST);
        }
        UUID id = Ids.next();
        return tx.required(sql -> {
            DisposalRepository.create(sql, id, before, operator.principal());
            if (DisposalRepository.fill(sql, id, before, limit) == 0) {
                throw Refusal.conflict("disposal.nothing", before);
            }
            review(sql, id);
            Disposal made = load(sql, id);
            journal.record(null, "archive-disposal.listed", operator, figures(made));
            return made;
        });
    }

    static Map<String, Object> figures(Disposal list) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("disposal", list.id());
        figures.put("before", list.before().toString());
        figures.put("documents", list.listed());
        figures.put("dropped", list.dropped());
        return figures;
    }

    /** Drops from the whole list the documents that may no longer be destroyed. */
    private void review(Handle sql, UUID id) {
        long after = Long.MIN_VALUE;
        List<Long> documents;
        do {
            documents = DisposalRepository.listed(sql, id, after, CHUNK);
            review(sql, id, documents);
            after = documents.isEmpty() ? after : documents.get(documents.size() - 1);
        } while (documents.size() == CHUNK);
    }

    /** Drops from the list those given documents that may no longer be destroyed. */
    void review(Handle sql, UUID id, List<Long> documents) {
        if (documents.isEmpty()) {
            return;
        }
        DisposalRepository.drop(sql, id, documents);
        List<Sheet> sheets = DestructionRepository.sheets(sql, documents);
        Set<String> used = requirePaperUses()
                .findUsedInOpenCases(sheets.stream().map(Sheet::sha256).collect(Collectors.toSet()));
        List<Long> inUse = sheets.stream()
                .filter(sheet -> used.contains(sheet.sha256()))
                .map(Sheet::document)
                .distinct()
                .toList();
        DisposalRepository.drop(sql, id, inUse, "open-case");
    }

    private PaperUses requirePaperUses() {
        PaperUses now = cases.get();
        if (now == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "disposal.cases-away", null);
        }
        return now;
    }

    static Disposal load(Handle sql, UUID id) {
        return DisposalRepository.find(sql, id).orElseThrow(DisposalList::unknown);
    }

    static Refusal unknown() {
        return Refusal.notFound("disposal");
    }

    private static UUID id(Map<String, String> terms) {
        try {
            return UUID.fromString(terms.getOrDefault(LIST, ""));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /**
     * Checks whether a list can be approved.
     *
     * @param terms {@code list}, {@code number} of the records authority's approval, {@code authority}
     */
    public void check(Map<String, String> terms) {
        ArchiveRetentionService.number(NUMBER, terms.get(NUMBER));
        ArchiveRetentionService.authority(terms.get(AUTHORITY));
        Disposal list = tx.required(sql -> load(sql, id(terms)));
        if (!list.state().equals("listed")) {
            throw Refusal.conflict("disposal.decided", list.number());
        }
        if (list.listed() == 0) {
            throw Refusal.conflict("disposal.empty");
        }
    }

    /** Returns the terms as the journal records them. */
    public Map<String, String> journaled(Map<String, String> terms) {
        return Map.of(
                "disposal",
                terms.getOrDefault(LIST, ""),
                NUMBER,
                terms.getOrDefault(NUMBER, ""),
                AUTHORITY,
                terms.getOrDefault(AUTHORITY, ""));
    }

    /**
     * Approves a list in the caller's transaction. Destroys nothing yet.
     *
     * @return message for the user
     */
    public String approve(Caller approver, Approval asked) {
        UUID id = id(asked.terms());
        return tx.required(sql -> {
            DisposalRepository.lock(sql, id).orElseThrow(DisposalList::unknown);
            check(asked.terms());
            review(sql, id);
            Disposal left = load(sql, id);
            if (left.listed() == 0) {
                throw Refusal.conflict("disposal.empty");
            }
            String number = ArchiveRetentionService.number(NUMBER, asked.terms().get(NUMBER));
            String authority = ArchiveRetentionService.authority(asked.terms().get(AUTHORITY));
            DisposalRepository.approve(
                    sql, id, new DisposalApproval(number, authority, asked.askedBy(), approver.principal()));
            Map<String, Object> figures = figures(left);
            figures.put(NUMBER, number);
            figures.put(AUTHORITY, authority);
            figures.put("proposed", asked.askedBy());
            journal.record(null, "archive-disposal.approved", approver, figures);
            return left.listed() + "\t" + left.dropped() + "\t" + id;
        });
    }
}
