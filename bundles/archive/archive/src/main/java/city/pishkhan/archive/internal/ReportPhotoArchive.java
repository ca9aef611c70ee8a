package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.archive.internal.examination.JpegOrientation;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.ingest.UploadExamination;
import city.pishkhan.archive.internal.personal.EncryptedScan;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.archive.internal.personal.PersonVaults.Sealed;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Implements {@link ReportPhotos}. The index lists each photo as the only paper of a separate owner, so that each photo
 * has its own key in the vault.
 */
final class ReportPhotoArchive implements ReportPhotos {
    /** Name of the uploader in quarantine records, which must not name the reporter. */
    private static final String SOURCE = "report";

    /** Length of the longer side in pixels, enough to read a street sign across the road. */
    private static final int LONGEST_SIDE = 2_560;

    private final Tx tx;
    private final SheetStore store;
    private final PersonVaults vaults;
    private final UnaryOperator<String> digests;
    private final SheetLimits limits;
    private final UploadExamination examination;

    /** @param digests computes keyed digests, see {@link PersonKeys} */
    ReportPhotoArchive(
            Tx tx,
            SheetStore store,
            PersonVaults vaults,
            UnaryOperator<String> digests,
            SheetLimits limits,
            UploadExamination examination) {
        this.tx = tx;
        this.store = store;
        this.vaults = vaults;
        this.digests = digests;
        this.limits = limits;
        this.examination = examination;
    }

    @Override
    public Deposit deposit(Supplier<InputStream> content) {
        try (InputStream in = content.get();
                Spool spool = Spool.read(in, limits.bytes())) {
            ByteBuffer bytes = spool.bytes();
            SheetType type = checked(bytes);
            String sha256 = sha256(bytes);
            boolean scanLater = examination.scanOrDefer(SOURCE, sha256, type, spool::reopen);
            byte[] drawn = examination.redraw(
                    new PictureMaker.Source(sha256, type.mediaType(), spool::reopen),
                    type == SheetType.JPEG ? JpegOrientation.rotation(bytes) : 0,
                    LONGEST_SIDE);
            Supplier<InputStream> redrawn = () -> new ByteArrayInputStream(drawn);
            EncryptedScan scan = EncryptedScan.put(store, redrawn).withContent(redrawn, scanLater, false);
            return new Deposit(scan.sha256(), SheetType.JPEG.mediaType(), scan.size(), scan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that a file is a valid photo.
     *
     * @throws Refusal UNSUPPORTED {@code photo.type} for every file that is not a valid photo; the more detailed
     *     reasons of {@link SheetCheck} are for people who scan papers
     */
    private SheetType checked(ByteBuffer bytes) {
        SheetType type;
        try {
            type = new SheetCheck(limits).check(bytes);
        } catch (Refusal e) {
            throw e.kind() == Refusal.Kind.UNSUPPORTED ? notAPicture() : e;
        }
        if (type != SheetType.JPEG && type != SheetType.PNG) {
            throw notAPicture();
        }
        return type;
    }

    private static Refusal notAPicture() {
        return Refusal.of(Refusal.Kind.UNSUPPORTED, "photo.type", null);
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Sheet register(UUID photo, Deposit deposit) {
        if (!(deposit.content() instanceof EncryptedScan scan)) {
            throw new IllegalArgumentException("not an upload of a photo");
        }
        String owner = owner(photo);
        Sheet sheet = new Sheet(
                deposit.sha256(),
                KIND,
                owner,
                SheetNames.plain(KIND, deposit.mediaType()),
                deposit.mediaType(),
                deposit.size());
        tx.run(sql -> {
            SheetLock.lockShared(sql, List.of(scan.sha256(), scan.stored()));
            ensureStored(scan);
            UUID vault = vaults.findOrCreateOwners(sql, List.of(owner)).get(owner);
            add(sql, owner, sheet, vaults.seal(vault, scan));
            examination.admit(List.of(sheet.sha256()), List.of(KIND), List.of(SheetType.JPEG));
            if (scan.isScanPending()) {
                examination.queueForScan(List.of(sheet));
            }
        });
        return sheet;
    }

    /** Stores the photo again if it was swept between deposit and registration. */
    private void ensureStored(EncryptedScan scan) {
        try {
            scan.ensureStored(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Handle sql, String owner, Sheet sheet, Sealed sealed) {
        sql.createUpdate("insert into archive.content (sha256, person, size, media, stored, key)"
                        + " values (:sha256, archive.key_of(decode(:owner, 'hex')), :size, :media, :stored, :key)")
                .bind("sha256", HexFormat.of().parseHex(sheet.sha256()))
                .bind("owner", owner)
                .bind("size", Math.toIntExact(sheet.size()))
                .bind("media", SheetType.JPEG.code())
                .bind("stored", HexFormat.of().parseHex(sealed.scan().stored()))
                .bind("key", sealed.key())
                .execute();
    }

    @Override
    public void erase(Collection<UUID> photos) {
        tx.run(sql -> photos.stream().map(this::owner).sorted().forEach(owner -> {
            vaults.destroy(sql, owner);
            sql.createUpdate("delete from archive.content where person = archive.key_of(decode(:owner, 'hex'))")
                    .bind("owner", owner)
                    .execute();
            sql.createUpdate("delete from archive.person where key = archive.key_of(decode(:owner, 'hex'))"
                            + " and digest = decode(:owner, 'hex')")
                    .bind("owner", owner)
                    .execute();
        }));
    }

    private String owner(UUID photo) {
        return digests.apply("report photo " + photo);
    }
}
