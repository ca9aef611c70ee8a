package city.pishkhan.archive.internal.imports;

import java.time.LocalDate;

/**
 * A row of a manifest that breaks no rule by itself: one sheet. What is not said is {@code null}.
 *
 * @param line   in the manifest, the header is line 1
 * @param owner  renovation code, or the keyed digest of a person
 * @param page   of the document, from 1
 * @param file   relative to the manifest's folder
 * @param paperCase number of the paper file of a case in which it lay; empty for none
 * @param volume, volumePage where it was bound
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
        String paperCase) {}
