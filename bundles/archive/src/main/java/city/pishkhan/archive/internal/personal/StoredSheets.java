package city.pishkhan.archive.internal.personal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.fixity.SheetReader;
import city.pishkhan.archive.internal.personal.StoredSheetRepository.Place;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens sheets by their own hash, encrypted in the store or not. */
@Component(service = StoredSheets.class)
public final class StoredSheets {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Tx tx;
    private final SheetReader reader;
    private final Vault vault;

    @Activate
    public StoredSheets(@Reference Tx tx, @Reference SheetReader reader, @Reference Vault vault) {
        this.tx = tx;
        this.reader = reader;
        this.vault = vault;
    }

    /** What a sheet's key is sealed for. */
    static String place(String sha256) {
        return "sheet.key " + sha256;
    }

    /**
     * For whoever may read it.
     *
     * @param from bytes that are left out
     * @throws Refusal NOT_FOUND if nobody names it, or all whose it was are erased; FORBIDDEN if the records authority keeps it to itself; CONFLICT in quarantine;
     *     UNAVAILABLE if it is not whole anywhere, or not parsed yet
     */
    public InputStream open(String sha256, long from) {
        return whole(named(sha256), sha256, from);
    }

    /** For the records authority itself. @throws Refusal as {@link #open}, but FORBIDDEN */
    public InputStream export(String sha256) {
        return whole(unbarred(sha256), sha256, 0);
    }

    private InputStream whole(List<Place> places, String sha256, long from) {
        try {
            return opened(places, sha256, from);
        } catch (NoKey e) {
            throw Refusal.notFound("sheet");
        } catch (IOException e) {
            // it is named, so it was there; the log has which and why
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.lost", null);
        }
    }

    /**
     * For whoever is shown pictures of it that are laid aside.
     *
     * @throws Refusal NOT_FOUND if nobody names it; FORBIDDEN and CONFLICT as {@link #open}
     */
    public void requireOpen(String sha256) {
        if (named(sha256).stream().noneMatch(Place::there)) {
            throw Refusal.notFound("sheet");
        }
    }

    private List<Place> named(String sha256) {
        List<Place> places = unbarred(sha256);
        if (places.get(0).secret()) {
            throw Refusal.forbidden("sheet.secret");
        }
        return places;
    }

    private List<Place> unbarred(String sha256) {
        List<Place> places = places(sha256);
        if (places.get(0).barred()) {
            throw Refusal.conflict("sheet.quarantined");
        }
        if (places.get(0).unparsed()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.unparsed", null);
        }
        return places;
    }

    /** For who looks what it is, in quarantine too. @throws NoSuchFileException if nobody names it, or all whose it was are erased */
    public InputStream examine(String sha256) throws IOException {
        return opened(places(sha256), sha256, 0);
    }

    /** As {@link #examine}, and one that nobody names yet, if it lies there as it is. */
    public InputStream examineStored(String sha256) throws IOException {
        try {
            return examine(sha256);
        } catch (NoKey e) {
            return reader.open(sha256, 0);
        }
    }

    private List<Place> places(String sha256) {
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw Refusal.notFound("sheet");
        }
        return tx.single(sql -> StoredSheetRepository.find(sql, HexFormat.of().parseHex(sha256)));
    }

    private InputStream opened(List<Place> places, String sha256, long from) throws IOException {
        if (places.stream().anyMatch(place -> place.there() && place.stored() == null)) {
            return reader.open(sha256, from);
        }
        for (Place place : places) {
            Optional<String> key = place.there() && place.vault() != null
                    ? vault.open(place.vault(), place(sha256), place.key())
                    : Optional.empty();
            if (key.isPresent()) {
                return SheetCipher.decrypted(
                        HexFormat.of().parseHex(key.get()),
                        reader.open(place.stored(), SheetCipher.offset(from)),
                        from);
            }
        }
        // bytes that nobody names any more may lie there until they are swept
        throw new NoKey(sha256);
    }

    /** Nobody opens it. */
    private static final class NoKey extends NoSuchFileException {
        private static final long serialVersionUID = 1L;

        NoKey(String sha256) {
            super(sha256);
        }
    }
}
