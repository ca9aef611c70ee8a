package city.pishkhan.archive.internal.personal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.personal.StoredSheetRepository.StoredForm;
import city.pishkhan.archive.sheets.SheetExport;
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

/** Opens sheets by the hash of their unencrypted content, whether they are stored encrypted or not. */
@Component(service = {StoredSheets.class, SheetExport.class})
public final class StoredSheets implements SheetExport {
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

    /** Returns the encryption context of a sheet's key, which binds the key to the sheet. */
    static String place(String sha256) {
        return "sheet.key " + sha256;
    }

    /**
     * Opens a sheet for a caller with access.
     *
     * @param from number of bytes to skip
     * @throws Refusal NOT_FOUND if no row references the sheet or all its owners were erased; FORBIDDEN if it is
     *     available only to the records authority; CONFLICT if it is in quarantine; UNAVAILABLE if it is damaged
     *     everywhere or not parsed yet
     */
    public InputStream open(String sha256, long from) {
        return openOrRefuse(accessibleForms(sha256), sha256, from);
    }

    @Override
    public InputStream export(String sha256) {
        return openOrRefuse(unquarantinedForms(sha256), sha256, 0);
    }

    private InputStream openOrRefuse(List<StoredForm> forms, String sha256, long from) {
        try {
            return openStoredForm(forms, sha256, from);
        } catch (NoKey e) {
            throw Refusal.notFound("sheet");
        } catch (IOException e) {
            // the index references the sheet, so it must exist; the log contains the cause
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.lost", null);
        }
    }

    /**
     * Checks access to a sheet before cached pictures of it are shown.
     *
     * @throws Refusal NOT_FOUND if no row references the sheet; otherwise as {@link #open}
     */
    public void requireOpen(String sha256) {
        if (accessibleForms(sha256).stream().noneMatch(StoredForm::referenced)) {
            throw Refusal.notFound("sheet");
        }
    }

    private List<StoredForm> accessibleForms(String sha256) {
        List<StoredForm> forms = unquarantinedForms(sha256);
        if (forms.get(0).secret()) {
            throw Refusal.forbidden("sheet.secret");
        }
        return forms;
    }

    private List<StoredForm> unquarantinedForms(String sha256) {
        List<StoredForm> forms = storedForms(sha256);
        if (forms.get(0).quarantined()) {
            throw Refusal.conflict("sheet.quarantined");
        }
        if (forms.get(0).unparsed()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.unparsed", null);
        }
        return forms;
    }

    /**
     * Opens a sheet for examination, even if it is in quarantine.
     *
     * @throws NoSuchFileException if no row references the sheet or all its owners were erased
     */
    public InputStream openForExamination(String sha256) throws IOException {
        return openStoredForm(storedForms(sha256), sha256, 0);
    }

    /** Opens a sheet like {@link #openForExamination}. Also opens an unencrypted sheet that no row references yet. */
    public InputStream openStoredForExamination(String sha256) throws IOException {
        try {
            return openForExamination(sha256);
        } catch (NoKey e) {
            return reader.open(sha256, 0);
        }
    }

    private List<StoredForm> storedForms(String sha256) {
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw Refusal.notFound("sheet");
        }
        return tx.single(sql -> StoredSheetRepository.find(sql, HexFormat.of().parseHex(sha256)));
    }

    private InputStream openStoredForm(List<StoredForm> forms, String sha256, long from) throws IOException {
        if (forms.stream().anyMatch(form -> form.referenced() && form.stored() == null)) {
            return reader.open(sha256, from);
        }
        for (StoredForm form : forms) {
            Optional<String> key = form.referenced() && form.vault() != null
                    ? vault.open(form.vault(), place(sha256), form.key())
                    : Optional.empty();
            if (key.isPresent()) {
                return SheetCipher.decrypted(
                        HexFormat.of().parseHex(key.get()), reader.open(form.stored(), SheetCipher.offset(from)), from);
            }
        }
        // no row with a usable key references the sheet, although the next sweep may not have removed its content yet
        throw new NoKey(sha256);
    }

    /** Thrown if no key can decrypt the sheet, or if no row references the sheet. */
    private static final class NoKey extends NoSuchFileException {
        private static final long serialVersionUID = 1L;

        NoKey(String sha256) {
            super(sha256);
        }
    }
}
