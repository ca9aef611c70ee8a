package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.PaperKinds.Owner;
import city.pishkhan.archive.internal.inspection.Inspector;
import city.pishkhan.archive.internal.inspection.SheetLimits;
import city.pishkhan.archive.internal.inspection.SheetType;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** {@link Papers} over a store of bytes and an index in PostgreSQL. The bytes are on disk before the index names them. */
final class PapersArchive implements Papers {
    private final Tx tx;
    private final SheetStore store;
    private final PersonSheets personSheets;
    private final PaperKinds kinds;
    private final SheetLimits sheetLimits;
    private final Inspector inspector;
    private final UploadNames names;

    PapersArchive(
            Tx tx,
            SheetStore store,
            PersonSheets personSheets,
            PaperKinds kinds,
            SheetLimits sheetLimits,
            UploadNames names) {
        this.tx = tx;
        this.store = store;
        this.personSheets = personSheets;
        this.kinds = kinds;
        this.sheetLimits = sheetLimits;
        this.inspector = new Inspector(sheetLimits);
        this.names = names;
    }

    @Override
    public List<Sheet> held(Caller caller, String property, List<String> owners) {
        office(caller);
        String code = PersonSheets.property(property);
        return tx.required(sql -> SheetIndex.held(sql, code, personSheets.opaque(owners)));
    }

    @Override
    public Sheet store(Caller caller, UUID caseId, String kind, String owner, String name, InputStream content) {
        String office = office(caller);
        Owner belongs = kinds.owner(kind);
        String under = belongs == Owner.PERSON ? personSheets.opaque(owner) : PersonSheets.property(owner);
        String ownerKind = belongs == Owner.CASE ? null : belongs == Owner.PERSON ? "person" : "property";
        return put(
                kind,
                under,
                name,
                content,
                (sql, sheet) ->
                        SheetIndex.uploaded(sql, caller, office, caseId, ownerKind, sheet, names.seal(caseId, sheet)));
    }

    @Override
    public Sheet storeAnswer(Caller caller, UUID inquiry, String name, InputStream content) {
        String agency = caller.hub() ? "hub" : caller.agency().orElseThrow(PapersArchive::forbidden);
        return put(
                SheetIndex.ANSWER,
                inquiry.toString(),
                name,
                content,
                (sql, sheet) -> SheetIndex.answered(sql, caller, agency, inquiry, sheet));
    }

    private Sheet put(String kind, String owner, String name, InputStream content, BiConsumer<Handle, Sheet> index) {
        try (Spool spool = Spool.read(content, sheetLimits.bytes())) {
            SheetType type = inspector.inspect(spool.bytes());
            SheetStore.Stored stored = put(spool);
            Sheet sheet = new Sheet(
                    stored.sha256(), kind, owner, SheetNames.clean(name, kind, type), type.mediaType(), stored.size());
            tx.run(sql -> {
                SheetLock.keep(sql, sheet.sha256());
                putAgainIfSwept(spool, sheet.sha256());
                index.accept(sql, sheet);
            });
            return sheet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SheetStore.Stored put(Spool spool) throws IOException {
        try (InputStream checked = spool.open()) {
            return store.put(checked);
        }
    }

    /** The same bytes may have lain there for long, named by nobody, and been swept just after they were put again. */
    private void putAgainIfSwept(Spool spool, String sha256) {
        try {
            if (!store.holds(sha256)) {
                put(spool);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Usable usable(Caller caller, UUID caseId, String property, List<String> owners, String sha256) {
        String office = office(caller);
        String code = PersonSheets.property(property);
        return tx.required(sql -> SheetIndex.uploadedFor(sql, office, caseId, sha256)
                        .map(named -> new Usable(names.named(caseId, named), "scan"))
                        .or(() -> SheetIndex.heldBy(sql, code, personSheets.opaque(owners), sha256)
                                .map(sheet -> new Usable(sheet, "archive"))))
                .orElseThrow(PapersArchive::unknown);
    }

    @Override
    public InputStream open(String sha256) {
        try {
            // bytes that nobody names any more may lie there until they are swept
            if (!tx.required(sql -> SheetIndex.unnamed(sql, List.of(sha256))).isEmpty()) {
                throw unknown();
            }
            return store.open(sha256);
        } catch (NoSuchFileException e) {
            throw unknown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Sheet sheet(String sha256) {
        return tx.required(sql -> SheetIndex.any(sql, sha256)).orElseThrow(PapersArchive::unknown);
    }

    @Override
    public Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        return tx.required(sql -> SheetIndex.answerSheet(sql, inquiry, sha256));
    }

    void erase(String nationalId, List<UUID> cases) {
        tx.run(sql -> SheetErasure.erase(sql, personSheets.opaque(nationalId), cases));
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
