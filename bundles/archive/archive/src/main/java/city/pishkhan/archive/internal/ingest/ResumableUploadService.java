package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.Papers.NewSheet;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.SheetLimit;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.ingest.ResumableUploadRepository.Open;
import city.pishkhan.archive.internal.ingest.ResumableUploadRepository.Row;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Implements {@link ResumableUploads} with the database. Pieces are stored there until the upload is complete. Each acknowledged piece is
 * durable, and any node can continue the upload.
 */
@Component(service = ResumableUploads.class, configurationPid = "city.pishkhan.archive.uploads")
@Designate(ocd = ResumableUploadService.Config.class)
public final class ResumableUploadService implements ResumableUploads {
    private static final int PIECE = 512 << 10;
    private static final long MEGABYTE = 1 << 20;
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /** PID {@code city.pishkhan.archive.uploads}. */
    @ObjectClassDefinition(name = "Pishkhan archive: resumable uploads")
    public @interface Config {

        @AttributeDefinition(description = "maximum number of unfinished resumable uploads of one office")
        int maxUploads() default 20;

        @AttributeDefinition(description = "maximum total size of these uploads, in megabytes")
        int maxMb() default 250;

        @AttributeDefinition(description = "hours after which an upload is deleted, complete or not")
        int hours() default 24;
    }

    private final Tx tx;
    private final Papers papers;
    private final SheetLimit limit;
    private final Vault vault;
    private final Config config;
    private final Clock clock;
    private final PeriodicTask rounds;

    @Activate
    public ResumableUploadService(
            @Reference Tx tx,
            @Reference Papers papers,
            @Reference SheetLimit limit,
            @Reference Vault vault,
            Config config) {
        this(tx, papers, limit, vault, config, Clock.systemUTC());
        rounds.startEvery(SWEEP);
    }

    /** Creates a service that sweeps only when {@link #sweep} is called. */
    public ResumableUploadService(Tx tx, Papers papers, SheetLimit limit, Vault vault, Config config, Clock clock) {
        this.tx = tx;
        this.papers = papers;
        this.limit = limit;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
        rounds = PeriodicTask.of("archive-uploads", this::sweep);
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    @Override
    public Progress begin(Caller caller, UploadMetadata announced) {
        String office = office(caller);
        if (announced.length() > limit.bytes()) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "sheet.too-large", null, limit.bytes());
        }
        if (announced.length() < 1) {
            throw Refusal.invalid("sheet.empty", null);
        }
        UUID id = Ids.next();
        Row row = new Row(
                id,
                announced.caseId(),
                announced.service(),
                office,
                announced.kind(),
                vault.seal(announced.caseId(), ownerPlace(id), announced.owner()),
                vault.seal(announced.caseId(), namePlace(id), announced.name()),
                (int) announced.length(),
                0,
                null,
                null,
                0,
                clock.instant());
        tx.run(sql -> {
            Open open = ResumableUploadRepository.lockOpenUploads(sql, office);
            if (open.uploads() >= config.maxUploads() || open.bytes() + row.length() > config.maxMb() * MEGABYTE) {
                throw Refusal.of(Refusal.Kind.TOO_MANY, "upload.too-many", null, config.maxUploads(), config.maxMb());
            }
            ResumableUploadRepository.insert(sql, row);
        });
        return progress(row);
    }

    private static String ownerPlace(UUID id) {
        return "resumable.owner " + id;
    }

    private static String namePlace(UUID id) {
        return "resumable.name " + id;
    }

    private Progress progress(Row row) {
        return new Progress(
                row.id(),
                row.received(),
                row.length(),
                row.begun().plus(Duration.ofHours(config.hours())),
                row.pages(),
                row.sha256() == null ? Optional.empty() : Optional.of(sheet(row)));
    }

    /**
     * Returns the sheet of a completed upload, with its decrypted owner and file name.
     *
     * @throws Refusal NOT_FOUND if the case was erased
     */
    private Sheet sheet(Row row) {
        return new Sheet(
                Objects.requireNonNull(row.sha256()),
                row.kind(),
                opened(row, ownerPlace(row.id()), row.owner()),
                opened(row, namePlace(row.id()), row.name()),
                Objects.requireNonNull(row.type()).mediaType(),
                row.length());
    }

    private String opened(Row row, String place, byte @Nullable [] sealed) {
        return vault.open(row.caseId(), place, sealed).orElseThrow(ResumableUploadService::unknown);
    }

    @Override
    public Progress findOrComplete(Caller caller, UUID caseId, UUID id) {
        return progress(complete(caller, row(caller, caseId, id)));
    }

    private Row row(Caller caller, UUID caseId, UUID id) {
        String office = office(caller);
        Row row = tx.single(sql -> ResumableUploadRepository.find(sql, office, caseId, id))
                .orElseThrow(ResumableUploadService::unknown);
        if (row.begun().plus(Duration.ofHours(config.hours())).isBefore(clock.instant())) {
            throw unknown();
        }
        return row;
    }

    @Override
    public Progress append(Caller caller, UUID caseId, UUID id, long offset, InputStream content) {
        Row row = row(caller, caseId, id);
        if (offset != row.received()) {
            throw offsetConflict(row);
        }
        byte[] buffer = new byte[PIECE];
        boolean more = row.sha256() == null;
        while (more) {
            int capacity = Math.min(PIECE, row.length() - row.received() + 1);
            int size = 0;
            IOException broken = null;
            try {
                size = fill(content, buffer, capacity);
            } catch (InterruptedTransfer e) {
                size = e.size;
                broken = e;
            }
            if (size > row.length() - row.received()) {
                throw Refusal.of(Refusal.Kind.TOO_LARGE, "upload.beyond", null, row.length());
            }
            if (size > 0) {
                row = appendPiece(row, Arrays.copyOf(buffer, size));
            }
            if (broken != null) {
                throw Refusal.of(Refusal.Kind.MALFORMED, "sheet.interrupted", null);
            }
            more = size == capacity;
        }
        return progress(complete(caller, row));
    }

    /** Connection failure after some bytes were read. */
    private static final class InterruptedTransfer extends IOException {
        private static final long serialVersionUID = 1L;
        private final int size;

        InterruptedTransfer(int size, IOException cause) {
            super(cause);
            this.size = size;
        }
    }

    private static int fill(InputStream content, byte[] buffer, int capacity) throws InterruptedTransfer {
        int size = 0;
        try {
            for (int n = 0; n >= 0 && size < capacity; n = content.read(buffer, size, capacity - size)) {
                size += n;
            }
            return size;
        } catch (IOException e) {
            throw new InterruptedTransfer(size, e);
        }
    }

    private Row appendPiece(Row row, byte[] piece) {
        byte[] sealed = PieceStream.sealed(vault, row.caseId(), row.id(), row.received(), piece);
        if (!tx.<Boolean>separate(
                sql -> ResumableUploadRepository.append(sql, row.id(), row.received(), piece.length, sealed))) {
            // another connection has already appended a piece at this offset
            throw offsetConflict(row);
        }
        return row.received(row.received() + piece.length);
    }

    /** Creates the sheet of an upload, once, when all bytes have arrived. */
    private Row complete(Caller caller, Row row) {
        if (!row.isComplete() || row.sha256() != null) {
            return row;
        }
        String owner = opened(row, ownerPlace(row.id()), row.owner());
        String name = opened(row, namePlace(row.id()), row.name());
        try {
            Deposit deposit = papers.deposit(
                    caller, row.kind(), owner, () -> new PieceStream(tx, vault, row.caseId(), row.id(), row.length()));
            Row became = register(caller, row, new NewSheet(row.kind(), owner, name, deposit));
            tx.separate(sql -> {
                ResumableUploadRepository.dropPieces(sql, row.id());
                return null;
            });
            return became;
        } catch (Refusal e) {
            if (e.kind() != Refusal.Kind.UNAVAILABLE && e.kind() != Refusal.Kind.CONFLICT) {
                deleteUpload(row.id());
            }
            throw e;
        }
    }

    private Row register(Caller caller, Row row, NewSheet given) {
        return tx.required(sql -> {
            Sheet sheet = papers.register(caller, row.caseId(), row.service(), List.of(given))
                    .get(0);
            Row became = row.completed(
                    given.deposit(),
                    vault.seal(row.caseId(), ownerPlace(row.id()), sheet.owner()),
                    vault.seal(row.caseId(), namePlace(row.id()), sheet.name()));
            if (!ResumableUploadRepository.complete(sql, became)) {
                // another call has just completed the upload; a repeated request returns the sheet
                throw offsetConflict(row);
            }
            return became;
        });
    }

    @Override
    public void delete(Caller caller, UUID caseId, UUID id) {
        deleteUpload(row(caller, caseId, id).id());
    }

    @Override
    public List<Unfinished> listUnfinished(Caller caller) {
        String office = office(caller);
        return tx.single(sql -> ResumableUploadRepository.unfinished(sql, office, Duration.ofHours(config.hours())));
    }

    @Override
    public void discard(Caller caller, UUID id) {
        String office = office(caller);
        if (!tx.<Boolean>separate(sql -> ResumableUploadRepository.drop(sql, office, id))) {
            throw unknown();
        }
    }

    private void deleteUpload(UUID id) {
        tx.separate(sql -> {
            ResumableUploadRepository.delete(sql, id);
            return null;
        });
    }

    /** Deletes expired uploads. */
    public void sweep() {
        Instant before = clock.instant().minus(Duration.ofHours(config.hours()));
        tx.separate(sql -> ResumableUploadRepository.sweep(sql, before));
    }

    private static String office(Caller caller) {
        return caller.office().or(caller::expert).orElseThrow(() -> Refusal.forbidden("access.forbidden/forbidden"));
    }

    private static Refusal offsetConflict(Row row) {
        return Refusal.conflict("upload.offset", row.received());
    }

    private static Refusal unknown() {
        return Refusal.notFound("upload");
    }
}
