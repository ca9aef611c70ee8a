package city.pishkhan.cases.internal.access;

import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implements {@link OriginalFiles}: journals accesses to the original files of sheets. Accesses to one file by the same
 * login within ten minutes are journaled once, because a browser sends several range requests. All nodes share the
 * table of recent accesses.
 */
@Component(service = OriginalFiles.class)
public final class OriginalFileService implements OriginalFiles {
    private final CaseRepository store;
    private final Journal journal;

    @Activate
    public OriginalFileService(@Reference CaseRepository store, @Reference Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    @Override
    public void recordAccess(Caller caller, UUID caseId, String sha256) {
        store.tx().run(sql -> {
            if (tryRecord(sql, caller, caseId, sha256)) {
                store.lock(caseId);
                journal.record(caseId, "paper.original-opened", caller, Map.of("sheet", sha256));
            }
        });
    }

    @Override
    public void recordInquiryAccess(Caller agency, UUID inquiry, String sha256) {
        UUID caseId = store.tx().single(sql -> sql.createQuery("select case_id from cases.inquiry where id = :id")
                .bind("id", inquiry)
                .mapTo(UUID.class)
                .one());
        recordAccess(agency, caseId, sha256);
    }

    private static boolean tryRecord(Handle sql, Caller caller, UUID caseId, String sha256) {
        return sql.createQuery("insert into cases.original_opening as o (case_id, sha256, principal, at)"
                        + " values (:case, decode(:sha256, 'hex'), :principal, now())"
                        + " on conflict (case_id, sha256, principal) do update set at = excluded.at"
                        + " where o.at <= excluded.at - interval '10 minutes' returning true")
                .bind("case", caseId)
                .bind("sha256", sha256)
                .bind("principal", caller.principal())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }
}
