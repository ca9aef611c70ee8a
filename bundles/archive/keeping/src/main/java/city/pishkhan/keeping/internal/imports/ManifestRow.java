package city.pishkhan.keeping.internal.imports;

import java.time.LocalDate;

/**
 * A valid row of a manifest, which describes one sheet. Missing values are {@code null}.
 *
 * @param line line in the manifest; the header is line 1
 * @param owner renovation code, or the keyed digest of a person
 * @param page page of the document, from 1
 * @param file path relative to the manifest's folder
 * @param paperFileNumber number of the paper file of a case that contained the sheet; empty for none
 * @param volume volume in which the sheet was bound
 * @param volumePage page of the volume
 */
record ManifestRow(
        long line,
        String owner,
        boolean ofPerson,
        String dossier,
        String dossierTitle,
        LocalDate opened,
        String document,
        String kind,
        LocalDate dated,
        String title,
        String notes,
        int page,
        String file,
        String sha256,
        Integer volume,
        Integer volumePage,
        String scanner,
        String operator,
        int confidentiality,
        LocalDate retainedUntil,
        String paperFileNumber) {}
