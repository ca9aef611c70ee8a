package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.PaperKinds.Owner;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.personal.EncryptedScan;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Implements {@link Papers} with a sheet store and an index in PostgreSQL. A sheet is written to the store before the index names it. */
final class PapersArchive implements Papers {
    private final Tx tx;
    private final SheetStore store;
    private final StoredSheets storedSheets;
    private final PersonVaults vaults;
    private final PersonSheets personSheets;
    private final PaperKinds kinds;
    private final SheetLimits sheetLimits;
    private final SheetCheck sheetCheck;
    private final UploadNames names;
    private final UploadExamination examination;

    PapersArchive(
            Tx tx,
            SheetStore store,
            StoredSheets storedSheets,
            PersonVaults vaults,
            PersonSheets personSheets,
            PaperKinds kinds,
            SheetLimits sheetLimits,
            UploadNames names,
            UploadExamination examination) {
        this.examination = examination;
        this.tx = tx;
        this.store = store;
        this.storedSheets = storedSheets;
        this.vaults = vaults;
        this.personSheets = personSheets;
        this.kinds = kinds;
        this.sheetLimits = sheetLimits;
        this.sheetCheck = new SheetCheck(sheetLimits);
        this.names = names;
        kinds.index(tx);
    }

    @Override
    public List<Sheet> findForPurpose(Caller caller, Purpose purpose) {
        office(caller);
        SheetIndex.Reach reach = reach(purpose);
        return tx.required(sql -> SheetIndex.newestSheets(sql, reach, vaults::cache));
    }

    private SheetIndex.Reach reach(Purpose purpose) {
        return new SheetIndex.Reach(
                PersonSheets.property(purpose.property()),
                personSheets.digest(purpose.persons()),
                purpose.service(),
                personSheets.digest(purpose.consenting()));
    }

    @Override
    public Deposit deposit(Caller caller, String kind, @Nullable String owner, Supplier<InputStream> content) {
        String office = office(caller);
        if (owner == null) {
            kinds.owner(kind);
        } else {
            toIndexForm(kind, owner);
        }
        try (InputStream in = content.get();
                Spool spool = Spool.read(in, sheetLimits.bytes())) {
            return kinds.owner(kind) == Owner.PERSON
                    ? depositPersonal("office:" + office, spool, content)
                    : deposit("office:" + office, spool, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Deposit deposit(String source, Spool spool, Supplier<InputStream> original) throws IOException {
        SheetCheck.Checked found = sheetCheck.inspect(spool.bytes());
        boolean parseLater = examination.parseOrDefer(found, spool::reopen);
        SheetStore.Stored stored;
        try (InputStream checked = spool.open()) {
            stored = store.put(checked);
        }
        if (parseLater) {
            examination.queueForParsing(List.of(stored.sha256()));
        }
        examination.scan(source, stored.sha256(), found.type(), spool::reopen);
        return new Deposit(stored.sha256(), found.type().mediaType(), stored.size(), found.pages(), original);
    }

    /** Stores an identity paper, which is always encrypted in the store. */
    private Deposit depositPersonal(String source, Spool spool, Supplier<InputStream> original) throws IOException {
        SheetCheck.Checked found = sheetCheck.inspect(spool.bytes());
        boolean parseLater = examination.parseOrDefer(found, spool::reopen);
        EncryptedScan scan = EncryptedScan.put(store, spool::reopen);
        boolean scanLater = examination.scanOrDefer(source, scan.sha256(), found.type(), spool::reopen);
        return new Deposit(
                scan.sha256(),
                found.type().mediaType(),
                scan.size(),
                found.pages(),
                scan.withContent(original, scanLater, parseLater));
    }

    @Override
    public List<Sheet> register(Caller caller, UUID caseId, String service, List<NewSheet> sheets) {
        String office = office(caller);
        return tx.required(sql -> {
            List<UploadWrite.Upload> uploads =
                    sheets.stream().map(sheet -> upload(caseId, sheet)).toList();
            tx.atCommit(UploadWrite.of(
                    caller,
                    office,
                    caseId,
                    service,
                    uploads,
                    () -> sheets.forEach(sheet -> ensureStored(sheet.deposit())),
                    () -> vaults.reseal(scans(uploads))));
            examination.admit(
                    uploads.stream().map(upload -> upload.sheet().sha256()).toList(),
                    uploads.stream().map(upload -> upload.sheet().kind()).toList(),
                    uploads.stream()
                            .map(upload -> SheetType.of(upload.sheet().mediaType()))
                            .toList());
            examination.queueForScan(uploads.stream()
                    .filter(upload -> upload.personal() != null
                            && upload.personal().scan().isScanPending())
                    .map(UploadWrite.Upload::sheet)
                    .toList());
            examination.queueForParsing(uploads.stream()
                    .filter(upload -> upload.personal() != null
                            && upload.personal().scan().isParsePending())
                    .map(upload -> upload.sheet().sha256())
                    .toList());
            return uploads.stream().map(UploadWrite.Upload::sheet).toList();
        });
    }

    private UploadWrite.Upload upload(UUID caseId, NewSheet given) {
        Owner owner = kinds.owner(given.kind());
        Sheet sheet = sheet(given.kind(), toIndexForm(given.kind(), given.owner()), given.name(), given.deposit());
        return new UploadWrite.Upload(
                sheet,
                owner,
                names.seal(caseId, sheet),
                owner == Owner.PERSON ? vaults.seal(sheet.owner(), encrypted(given.deposit())) : null);
    }

    /** Returns the encrypted scan of a deposit. Encrypts and stores the content now if it was deposited unencrypted. */
    private EncryptedScan encrypted(Deposit deposit) {
        if (deposit.content() instanceof EncryptedScan scan) {
            return scan;
        }
        try {
            return EncryptedScan.put(store, deposit.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<EncryptedScan>> scans(List<UploadWrite.Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.personal() != null)
                .collect(Collectors.groupingBy(
                        upload -> upload.sheet().owner(),
                        Collectors.mapping(
                                upload -> Objects.requireNonNull(upload.personal())
                                        .scan(),
                                Collectors.toList())));
    }

    /**
     * Returns the owner's key in the index: a person's keyed digest, or a property's renovation code.
     *
     * @throws Refusal INVALID if the kind is unknown or the owner does not fit the kind
     */
    private String toIndexForm(String kind, String owner) {
        return kinds.owner(kind) == Owner.PERSON ? personSheets.digest(owner) : PersonSheets.property(owner);
    }

    private static Sheet sheet(String kind, String owner, @Nullable String name, Deposit deposit) {
        return new Sheet(
                deposit.sha256(),
                kind,
                owner,
                SheetNames.clean(name, kind, SheetType.of(deposit.mediaType())),
                deposit.mediaType(),
                deposit.size());
    }

    @Override
    public Sheet storeAnswer(Caller caller, UUID inquiry, String name, InputStream content) {
        String agency = caller.isHub() ? "hub" : caller.agency().orElseThrow(PapersArchive::forbidden);
        try (Spool spool = Spool.read(content, sheetLimits.bytes())) {
            Deposit deposit = deposit("agency:" + agency, spool, spool::reopen);
            Sheet sheet = sheet(SheetIndex.ANSWER, inquiry.toString(), name, deposit);
            tx.run(sql -> {
                SheetLock.lockShared(sql, List.of(deposit.sha256()));
                ensureStored(deposit);
                SheetIndex.insertAnswerSheet(sql, caller, agency, inquiry, sheet);
            });
            return sheet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores the sheet again if it is missing from the store. A sweep may have removed old, unreferenced content with
     * the same hash after the upload. The caller has locked the sheet, so no sweep can remove it until the transaction
     * ends.
     */
    private void ensureStored(Deposit deposit) {
        try {
            if (deposit.content() instanceof EncryptedScan scan) {
                scan.ensureStored(store);
            } else if (!store.contains(deposit.sha256())) {
                try (InputStream original = deposit.content().get()) {
                    store.put(original);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public UsableSheet requireUsable(Caller caller, UUID caseId, Purpose purpose, String sha256) {
        String office = office(caller);
        SheetIndex.Reach reach = reach(purpose);
        return tx.required(sql -> SheetIndex.findUploaded(sql, office, caseId, sha256)
                        .map(named -> new UsableSheet(names.withName(caseId, named), "scan"))
                        .or(() -> SheetIndex.findArchived(sql, reach, sha256)
                                .map(sheet -> new UsableSheet(sheet, "archive"))))
                .orElseThrow(PapersArchive::unknown);
    }

    @Override
    public InputStream open(String sha256) {
        return open(sha256, 0);
    }

    @Override
    public boolean isPersonal(String kind) {
        return kinds.find(kind).filter(owner -> owner == Owner.PERSON).isPresent();
    }

    @Override
    public void requireOpen(String sha256) {
        storedSheets.requireOpen(sha256);
    }

    @Override
    public void requirePagesOnly(String sha256, String mediaType) {
        storedSheets.requireOpen(sha256);
        if (mediaType.equals(SheetType.PDF.mediaType())) {
            examination.requireHarmless(sha256, () -> storedSheets.open(sha256, 0));
        }
    }

    @Override
    public InputStream open(String sha256, long from) {
        return storedSheets.open(sha256, from);
    }

    @Override
    public Sheet sheet(String sha256) {
        return tx.required(sql -> SheetIndex.findAny(sql, sha256)).orElseThrow(PapersArchive::unknown);
    }

    @Override
    public Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        return tx.required(sql -> SheetIndex.answerSheet(sql, inquiry, sha256));
    }

    void erase(String nationalId, List<UUID> cases) {
        tx.run(sql -> {
            String person = personSheets.digest(nationalId);
            vaults.destroy(sql, person);
            SheetErasure.erase(sql, person, cases);
        });
    }

    /** @throws Refusal CONFLICT {@code erasure.legal-hold} if one of the person's papers is under legal hold */
    void requireErasable(String nationalId) {
        String owner = personSheets.digest(nationalId);
        if (tx.<Boolean>required(sql -> SheetErasure.hasLegalHold(sql, owner))) {
            throw Refusal.conflict("erasure.legal-hold");
        }
    }

    private static String office(Caller caller) {
        return caller.office().or(caller::expert).orElseThrow(PapersArchive::forbidden);
    }

    private static Refusal forbidden() {
        return Refusal.forbidden("access.forbidden/forbidden");
    }

    private static Refusal unknown() {
        return Refusal.notFound("sheet");
    }
}
