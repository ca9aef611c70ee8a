package city.pishkhan.cases.internal.store;

import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.persistence.EntityManagers;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads, locks and adds inquiries. They are locked and changed only while their case is locked. Every method needs a
 * transaction.
 */
public final class InquiryRepository {
    private final EntityManagers.Unit unit;
    private final Vault vault;
    private final LockedCases lockedCases;

    InquiryRepository(EntityManagers.Unit unit, Vault vault, LockedCases lockedCases) {
        this.unit = unit;
        this.vault = vault;
        this.lockedCases = lockedCases;
    }

    /**
     * All inquiries of a locked case, oldest first, locked.
     *
     * @throws IllegalStateException if the case is not locked
     */
    public List<InquiryEntity> lock(UUID caseId) {
        if (!lockedCases.has(caseId)) {
            throw new IllegalStateException("Case " + caseId + " is not locked");
        }
        return lockedCases.inquiries(caseId).orElseGet(() -> {
            List<InquiryEntity> rows = new ArrayList<>(rows(caseId, LockModeType.PESSIMISTIC_WRITE));
            lockedCases.addLocked(caseId, rows);
            return rows;
        });
    }

    /** Caches that the case has no inquiries, without a query, because the case was never submitted. */
    public void markEmpty(CaseFile file) {
        lockedCases.addLocked(file.id(), new ArrayList<>());
    }

    /** An inquiry of a locked case. */
    public InquiryEntity lock(CaseFile file, UUID id) {
        return lock(file.id()).stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** All inquiries of a case for reading only, without a lock. They are detached, see {@link CaseRepository}. */
    public List<InquiryEntity> readUnlocked(UUID caseId) {
        return lockedCases.inquiries(caseId).orElseGet(() -> {
            List<InquiryEntity> rows = rows(caseId, LockModeType.NONE);
            rows.forEach(unit.em()::detach);
            return rows;
        });
    }

    private List<InquiryEntity> rows(UUID caseId, LockModeType lock) {
        List<InquiryEntity> found = unit.em()
                .createQuery("select i from InquiryEntity i where i.caseId = :case order by i.id", InquiryEntity.class)
                .setParameter("case", caseId)
                .setLockMode(lock)
                .getResultList();
        CaseSeal seal = new CaseSeal(vault, caseId);
        found.forEach(row -> row.with(seal));
        return found;
    }

    public void add(InquiryEntity inquiry) {
        List<InquiryEntity> all = lock(inquiry.caseId());
        unit.em().persist(inquiry);
        all.add(inquiry);
    }
}
