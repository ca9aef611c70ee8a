package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.archive.ArchiveDisposals;
import city.pishkhan.archive.internal.disposal.Destruction;
import city.pishkhan.archive.internal.disposal.DisposalFiles;
import city.pishkhan.archive.internal.disposal.DisposalList;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes the destruction of papers and its act that requires a second person, {@code archive-dispose}. */
@Component(
        service = {ArchiveDisposals.class, ApprovedAct.class},
        configurationPid = "city.pishkhan.archive")
public final class ArchiveDisposalComponent implements ArchiveDisposals, ApprovedAct {
    /**
     * Tolerance for clock differences of a store. A sheet that was just stored again may be removed too, because its uploader checks that
     * it exists after naming it.
     */
    private static final Duration SOON = Duration.ofDays(1);

    private final Tx tx;
    private final SheetStore store;
    private final DisposalList disposalList;
    private final Destruction destruction;
    private final DisposalFiles disposalFiles;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

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
            @Reference Tx tx,
            @Reference(name = "store", target = "(store=files)") SheetStore store,
            @Reference Journal journal,
            @Reference Papers papers) {
        this.tx = tx;
        this.store = store;
        disposalList = new DisposalList(tx, journal, () -> cases);
        destruction = new Destruction(tx, journal, disposalList, new Bytes(), () -> signer);
        disposalFiles = new DisposalFiles(tx);
    }

    /** The content of sheets in the store and in its second copy. */
    private final class Bytes implements Destruction.SheetBytes {
        @Override
        public List<String> alone(Handle sql, List<String> sheets) {
            return SheetLock.alone(sql, sheets);
        }

        @Override
        public void remove(List<String> addresses) throws IOException {
            SheetStore second = copy == store ? null : copy;
            try {
                tx.separate(sql -> {
                    // Lock first, then check: transactions that name the sheet now hold its lock, and earlier ones have
                    // committed.
                    for (String sha256 : SheetIndex.unnamed(sql, SheetLock.alone(sql, addresses))) {
                        remove(store, sha256);
                        if (second != null) {
                            remove(second, sha256);
                        }
                    }
                    return null;
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private static void remove(SheetStore from, String sha256) {
            try {
                if (!from.remove(sha256, Instant.now().plus(SOON)) && from.holds(sha256)) {
                    throw new IOException("Sheet " + sha256 + " cannot be removed");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void requireAll() {
            boolean expected = tx.required(sql -> sql.createQuery("select exists (select from archive.copy_place)")
                    .mapTo(Boolean.class)
                    .one());
            if (expected && copy == null) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "disposal.copy-away", null);
            }
        }
    }

    @Override
    public Disposal make(Caller operator, LocalDate before, int most) {
        return disposalList.make(operator, before, most);
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
    public List<Line> lines(Caller operator, UUID id, long after, int most) {
        return disposalFiles.lines(operator, id, after, most);
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
    public void sheets(Caller operator, UUID id, Appendable out) {
        disposalFiles.sheets(operator, id, out);
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
    public Map<String, String> journaled(Map<String, String> terms) {
        return disposalList.journaled(terms);
    }

    @Override
    public String carryOut(Caller approver, Approvals.Approval asked) {
        return disposalList.approve(approver, asked);
    }
}
