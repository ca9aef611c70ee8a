package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.persistence.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Per-transaction cache of the cases that the transaction has locked, and of their parts. No other transaction can change these, so they
 * are read once. Parts of an unlocked case are kept only if they were read together with the case. Every method needs a transaction.
 */
public final class LockedCases {
    private final Tx tx;
    private final Vault vault;

    private static final class TransactionCases {
        private final Map<UUID, CaseFile> cases = new HashMap<>();
        private final Map<UUID, List<InquiryEntity>> inquiries = new HashMap<>();
        private final Map<UUID, CaseContents> contents = new HashMap<>();
        /** cases that were read with all parts and without a lock */
        private final Map<UUID, WholeCaseQuery.WholeCase> unlocked = new HashMap<>();
    }

    public LockedCases(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    private TransactionCases transactionCases() {
        return tx.local(this, TransactionCases::new);
    }

    boolean has(UUID caseId) {
        return transactionCases().cases.containsKey(caseId);
    }

    public Optional<CaseFile> find(UUID caseId) {
        return Optional.ofNullable(transactionCases().cases.get(caseId));
    }

    public void addLocked(CaseFile file) {
        transactionCases().cases.put(file.id(), file);
    }

    /** Adds a locked case and the parts that were read with it. */
    CaseFile addLocked(WholeCaseQuery.WholeCase whole) {
        addLocked(whole.file());
        UUID id = whole.file().id();
        addLocked(id, whole.inquiries());
        if (whole.contents() != null) {
            transactionCases().contents.put(id, whole.contents());
        }
        return whole.file();
    }

    /** Adds an unlocked case and the parts that were read with it. */
    CaseFile addUnlocked(WholeCaseQuery.WholeCase whole) {
        transactionCases().unlocked.put(whole.file().id(), whole);
        return whole.file();
    }

    private Optional<WholeCaseQuery.WholeCase> findUnlocked(UUID caseId) {
        return has(caseId)
                ? Optional.empty()
                : Optional.ofNullable(transactionCases().unlocked.get(caseId));
    }

    /** The inquiries of a case, or empty if they were not read yet. */
    public Optional<List<InquiryEntity>> inquiries(UUID caseId) {
        return Optional.ofNullable(transactionCases().inquiries.get(caseId))
                .or(() -> findUnlocked(caseId).map(WholeCaseQuery.WholeCase::inquiries));
    }

    public void addLocked(UUID caseId, List<InquiryEntity> inquiries) {
        transactionCases().inquiries.put(caseId, inquiries);
    }

    /** People and papers of a case. They are read once if the case is locked or was read with all parts, otherwise on each call. */
    CaseContents contents(UUID caseId) {
        return has(caseId)
                ? transactionCases().contents.computeIfAbsent(caseId, this::read)
                : findUnlocked(caseId).map(WholeCaseQuery.WholeCase::contents).orElseGet(() -> read(caseId));
    }

    private CaseContents read(UUID caseId) {
        return CaseContents.read(tx, vault, caseId);
    }

    /** Adds new papers to the cached papers of a case. */
    void addPapers(UUID caseId, List<Paper> papers) {
        transactionCases().contents.computeIfPresent(caseId, (id, contents) -> {
            contents.addPapers(papers);
            return contents;
        });
    }

    /** Adds a newly opened case with its applicants. */
    void addOpened(UUID caseId, List<Applicant> applicants) {
        transactionCases().contents.put(caseId, CaseContents.opened(vault, caseId, applicants));
    }

    /** Drops cached people and papers after people have changed. */
    void clearContents() {
        transactionCases().contents.clear();
        transactionCases().unlocked.clear();
    }
}
