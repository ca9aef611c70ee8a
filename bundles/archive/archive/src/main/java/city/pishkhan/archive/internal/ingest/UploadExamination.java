package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.archive.internal.examination.PdfComparison;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.internal.ingest.ExaminationRepository.Due;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Examines uploads: parses PDFs and scans for malware at once, and queues decoding for later. Malicious or unreadable sheets are
 * quarantined: they remain stored but cannot be opened.
 */
public final class UploadExamination {
    private static final int MOST_KNOWN = 10_000;

    private final Tx tx;
    private final SheetExaminer examiner;
    /** digests of PDFs without forbidden content; cached, because viewers request one file in many parts */
    private final Map<String, Boolean> harmlessPdfs = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
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
     * Parses a PDF before it is stored and compares the result with that of the earlier check, {@code found}. Must be
     * called outside a transaction.
     *
     * @param content opens the sheet
     * @return {@code true} if the PDF could not be parsed yet, see {@link #queueForParsing}; then it cannot be opened
     * @throws Refusal UNSUPPORTED if the PDF has forbidden content, or if the parser's result differs from
     *     {@code found}
     */
    public boolean parseOrDefer(SheetCheck.Checked found, Supplier<InputStream> content) {
        if (found.type() != SheetType.PDF || !examiner.isParsing()) {
            return false;
        }
        try {
            PdfComparison.require(found, examiner.structure(content));
            return false;
        } catch (PictureFailure e) {
            return switch (e.reason()) {
                case BUSY -> true;
                case UNREADABLE -> throw PdfComparison.unreadable("it cannot be parsed");
                case TOO_MUCH -> throw PdfComparison.unreadable("parsing it needs too much time or memory");
            };
        }
    }

    /**
     * Draws a picture again, so that only its pixels remain. Must be called outside a transaction.
     *
     * @param source the picture; it has been checked
     * @param rotation clockwise rotation of the new picture: 0, 90, 180 or 270
     * @param longestSide maximum length of the longer side in pixels; larger pictures are scaled down
     * @return a JPEG
     * @throws Refusal UNSUPPORTED {@code photo.type} if the picture cannot be decoded, UNAVAILABLE while no picture can be drawn
     */
    public byte[] redraw(PictureMaker.Source source, int rotation, int longestSide) {
        try {
            PictureMaker pictures = examiner.pictures();
            PictureMaker.Page page = pictures.pages(source).get(0);
            double scale = Math.min(1, (double) longestSide / Math.max(page.width(), page.height()));
            return pictures.picture(
                    source,
                    new PictureMaker.Part(
                            0,
                            0,
                            0,
                            page.width(),
                            page.height(),
                            Math.max(1, (int) (page.width() * scale)),
                            Math.max(1, (int) (page.height() * scale)),
                            rotation,
                            false,
                            "jpg"));
        } catch (PictureFailure e) {
            throw switch (e.reason()) {
                case BUSY -> Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
                case UNREADABLE, TOO_MUCH -> Refusal.of(Refusal.Kind.UNSUPPORTED, "photo.type", null);
            };
        }
    }

    /**
     * Checks a stored PDF before a person opens it.
     *
     * @throws Refusal CONFLICT if it has forbidden content and no operator released it; UNAVAILABLE while the parser is busy
     */
    public void requireHarmless(String sha256, Supplier<InputStream> content) {
        if (!examiner.isParsing() || harmlessPdfs.containsKey(sha256)) {
            return;
        }
        String forbidden;
        try {
            forbidden = examiner.structure(content).forbidden();
        } catch (PictureFailure e) {
            if (e.reason() == PictureFailure.FailureReason.BUSY) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
            }
            forbidden = "content that the parser cannot read";
        }
        if (forbidden.isEmpty()) {
            harmlessPdfs.put(sha256, true);
        } else if (!tx.<Boolean>single(sql -> QuarantineRepository.isReleased(sql, sha256))) {
            throw Refusal.conflict("sheet.withheld", forbidden);
        }
    }

    /**
     * Queues PDFs for parsing, in the current transaction or in a new one if there is none. The PDFs cannot be opened
     * until they are parsed.
     */
    public void queueForParsing(List<String> sha256s) {
        if (!sha256s.isEmpty()) {
            tx.run(sql -> tx.atCommit(ExaminationRepository.queue(
                    sha256s, sha256s.stream().map(one -> SheetType.PDF).toList(), Due.Kind.PARSE)));
        }
    }

    /**
     * Scans a sheet for malware. Must be called outside a transaction.
     *
     * @param source uploader of the sheet, e.g. {@code office:1204}
     * @param sha256 address of the content in the store
     * @param content opens the sheet
     * @throws Refusal INVALID if the sheet is quarantined now, UNAVAILABLE if scanning is required and impossible
     */
    public void scan(String source, String sha256, SheetType type, Supplier<InputStream> content) {
        if (scanOrDefer(source, sha256, type, content)) {
            tx.run(sql -> tx.atCommit(ExaminationRepository.queue(List.of(sha256), List.of(type), Due.Kind.SCAN)));
        }
    }

    /**
     * Scans a sheet like {@link #scan}, but does not queue it, because an encrypted sheet cannot be read again before its key is stored.
     *
     * @return {@code true} if the sheet must be scanned later, see {@link #queueForScan}
     */
    public boolean scanOrDefer(String source, String sha256, SheetType type, Supplier<InputStream> content) {
        if (!examiner.isScanning()) {
            return false;
        }
        Optional<String> found;
        try {
            found = examiner.scan(content);
        } catch (IOException e) {
            if (!examiner.canDeferScan()) {
                throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.unscanned", null);
            }
            return true;
        }
        found.ifPresent(malware -> refuse(source, sha256, type, malware));
        return false;
    }

    /** Queues sheets for a malware scan when the current transaction commits. */
    public void queueForScan(List<Sheet> sheets) {
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
        boolean isQuarantined = tx.separate(sql -> {
            if (QuarantineRepository.isReleased(sql, sha256)) {
                return false;
            }
            QuarantineRepository.add(sql, sha256, type, QuarantineRepository.MALWARE, malware, source);
            return true;
        });
        if (isQuarantined) {
            throw Refusal.of(Refusal.Kind.INVALID, "sheet.malware", null, malware);
        }
    }

    /**
     * Queues sheets for decoding when the current transaction commits.
     *
     * @param kinds kind of paper of each sheet
     * @throws Refusal CONFLICT before the commit, if one of the sheets is in quarantine; its field is that sheet's kind
     */
    public void admit(List<String> sha256s, List<String> kinds, List<SheetType> types) {
        tx.atCommit(ExaminationRepository.rejectQuarantined(sha256s, kinds));
        if (examiner.percent() > 0) {
            tx.atCommit(ExaminationRepository.queue(sha256s, types, Due.Kind.DECODE));
        }
    }
}
