package city.pishkhan.keeping.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.archive.sheets.SheetRemoval;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.internal.disposal.Destruction;
import city.pishkhan.keeping.internal.disposal.DisposalFiles;
import city.pishkhan.keeping.internal.disposal.DisposalList;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes the destruction of papers and its act that requires a second person, {@code archive-dispose}. */
@Component(service = {ArchiveDisposals.class, ApprovedAct.class})
public final class ArchiveDisposalComponent implements ArchiveDisposals, ApprovedAct {
    private final DisposalList disposalList;
    private final Destruction destruction;
    private final DisposalFiles disposalFiles;

    /** Supplies the papers of open cases. Without it, nothing is destroyed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PaperUses cases;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DocumentSigner signer;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ArchiveDisposalComponent(
            @Reference Tx tx, @Reference SheetRemoval content, @Reference Journal journal, @Reference Papers papers) {
        disposalList = new DisposalList(tx, journal, () -> cases);
        destruction = new Destruction(tx, journal, disposalList, content, () -> signer);
        disposalFiles = new DisposalFiles(tx);
    }

    @Override
    public Disposal create(Caller operator, LocalDate before, int limit) {
        return disposalList.create(operator, before, limit);
    }

    @Override
    public List<Disposal> list(Caller operator) {
        return disposalFiles.list(operator);
    }

    @Override
    public Disposal find(Caller operator, UUID id) {
        return disposalFiles.find(operator, id);
    }

    @Override
    public List<Line> lines(Caller operator, UUID id, long after, int limit) {
        return disposalFiles.lines(operator, id, after, limit);
    }

    @Override
    public Map<String, Long> reasons(Caller operator, UUID id) {
        return disposalFiles.reasons(operator, id);
    }

    @Override
    public Disposal carryOut(Caller operator, UUID id, Consumer<Disposal> progress) {
        return destruction.carryOut(operator, id, progress);
    }

    @Override
    public byte[] certificate(Caller operator, UUID id) {
        return disposalFiles.certificate(operator, id);
    }

    @Override
    public void writeSheets(Caller operator, UUID id, Appendable out) {
        disposalFiles.writeSheets(operator, id, out);
    }

    @Override
    public String name() {
        return DisposalList.ACT;
    }

    @Override
    public String operation() {
        return "committee.archive.dispose";
    }

    @Override
    public void check(Map<String, String> terms) {
        disposalList.check(terms);
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return disposalList.journaled(terms);
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        return disposalList.approve(approver, asked);
    }
}
