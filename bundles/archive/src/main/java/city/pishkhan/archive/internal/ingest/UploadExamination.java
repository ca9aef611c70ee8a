package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.archive.internal.ingest.ExaminationRepository.Due;
import city.pishkhan.archive.internal.inspection.Inspector;
import city.pishkhan.archive.internal.inspection.PdfComparison;
import city.pishkhan.archive.internal.inspection.SheetType;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.imaging.PictureFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Examines an upload when it has come: has a PDF parsed and scans it at once, if uploads are scanned, and has it decoded later. What is found goes into quarantine, where its
 * bytes stay and nobody opens them.
 */
public final class UploadExamination {
    private static final int MOST_KNOWN = 10_000;

    private final Tx tx;
    private final SheetExaminer examiner;
    /** digests of PDFs that were found to hold pages alone: a reader asks for one in many parts */
    private final Map<String, Boolean> mere = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    public UploadExamination(Tx tx, SheetExaminer examiner) {
        this.tx = tx;
        this.examiner = examiner;
    }

    /**
     * Outside any transaction, before anything of it is stored: has a PDF parsed and compares that with its scan.
     *
     * @param content opens the sheet
     * @return whether it is still to be parsed, see {@link #unparsed}: until then nobody opens it
     * @throws Refusal UNSUPPORTED for what is no mere paper, or is not the same to both
     */
    public boolean parsedLater(Inspector.Inspected found, Supplier<InputStream> content) {
        if (found.type() != SheetType.PDF || !examiner.parses()) {
            return false;
        }
        try {
            PdfComparison.require(found, examiner.structure(content));
            return false;
        } catch (PictureFailure e) {
            return switch (e.why()) {
                case BUSY -> true;
                case UNREADABLE -> throw PdfComparison.unreadable("it cannot be parsed");
                case TOO_MUCH -> throw PdfComparison.unreadable("it asks for too much time or memory");
            };
        }
    }

    /**
     * Before a person opens a PDF of the store.
     *
     * @throws Refusal CONFLICT for one that holds more than pages, unless an operator released it; UNAVAILABLE while the parser is busy
     */
    public void requireMerePages(String sha256, Supplier<InputStream> content) {
        if (!examiner.parses() || mere.containsKey(sha256)) {
            return;
        }
        String forbidden;
        try {
            forbidden = examiner.structure(content).forbidden();
        } catch (PictureFailure e) {
            if (e.why() == PictureFailure.Why.BUSY) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
            }
            forbidden = "what no parser reads";
        }
        if (forbidden.isEmpty()) {
            mere.put(sha256, true);
        } else if (!tx.<Boolean>single(sql -> QuarantineRepository.released(sql, sha256))) {
            throw Refusal.conflict("sheet.withheld", forbidden);
        }
    }

    /** Of sheets in the store, or in the transaction that names them: has them parsed before anybody opens them. */
    public void unparsed(List<String> sha256s) {
        if (!sha256s.isEmpty()) {
            tx.run(sql -> tx.atCommit(ExaminationRepository.queue(
                    sha256s, sha256s.stream().map(one -> SheetType.PDF).toList(), Due.Kind.PARSE)));
        }
    }

    /**
     * Outside any transaction.
     *
     * @param source  who brought it, e.g. {@code office:1204}
     * @param sha256  of bytes that are in the store
     * @param content opens them
     * @throws Refusal INVALID for what is in quarantine now, UNAVAILABLE if it must be scanned and cannot be
     */
    public void scan(String source, String sha256, SheetType type, Supplier<InputStream> content) {
        if (scanned(source, sha256, type, content)) {
            tx.run(sql -> tx.atCommit(ExaminationRepository.queue(List.of(sha256), List.of(type), Due.Kind.SCAN)));
        }
    }

    /** The same for a sheet that cannot be read again before a row has its key. @return whether it is to be scanned later, see {@link #unscanned} */
    public boolean scanned(String source, String sha256, SheetType type, Supplier<InputStream> content) {
        if (!examiner.scans()) {
            return false;
        }
        Optional<String> found;
        try {
            found = examiner.scan(content);
        } catch (IOException e) {
            if (!examiner.later()) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.unscanned", null);
            }
            return true;
        }
        found.ifPresent(malware -> refuse(source, sha256, type, malware));
        return false;
    }

    /** In the transaction that names these sheets: has them scanned later. */
    public void unscanned(List<Sheet> sheets) {
        if (!sheets.isEmpty()) {
            tx.atCommit(ExaminationRepository.queue(
                    sheets.stream().map(Sheet::sha256).toList(),
                    sheets.stream()
                            .map(sheet -> SheetType.of(sheet.mediaType()))
                            .toList(),
                    Due.Kind.SCAN));
        }
    }

    private void refuse(String source, String sha256, SheetType type, String malware) {
        boolean kept = tx.separate(sql -> {
            if (QuarantineRepository.released(sql, sha256)) {
                return false;
            }
            QuarantineRepository.add(sql, sha256, type, QuarantineRepository.MALWARE, malware, source);
            return true;
        });
        if (kept) {
            throw Refusal.of(Refusal.Kind.INVALID, "sheet.malware", null, malware);
        }
    }

    /**
     * In the transaction that names these sheets: has them decoded later.
     *
     * @throws Refusal CONFLICT before the commit, if one of them is in quarantine
     */
    public void named(List<String> sha256s, List<SheetType> types) {
        tx.atCommit(ExaminationRepository.refuseBarred(sha256s));
        if (examiner.percent() > 0) {
            tx.atCommit(ExaminationRepository.queue(sha256s, types, Due.Kind.DECODE));
        }
    }
}
