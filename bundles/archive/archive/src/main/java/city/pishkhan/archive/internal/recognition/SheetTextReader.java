package city.pishkhan.archive.internal.recognition;

import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.recognition.RecognitionRepository.Content;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextRecognizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognizes a sheet page by page from the pictures that viewers see. Covered areas are black in these pictures, and hidden content of a
 * file is not included. Only unencrypted sheets can be read, so identity papers are excluded.
 */
final class SheetTextReader {
    private static final Logger LOG = LoggerFactory.getLogger(SheetTextReader.class);

    /** longer side of a page in pixels: 300 dpi for A4 */
    private static final int SIDE = 3_508;

    private final SheetReader sheets;
    private final PictureMaker maker;

    SheetTextReader(SheetReader sheets, PictureMaker maker) {
        this.sheets = sheets;
        this.maker = maker;
    }

    /**
     * Recognizes the first pages of a sheet.
     *
     * @param covers covered areas, which are black in the pictures
     * @param most maximum number of pages
     * @param goOn checked before each page; {@code false} stops the recognition
     * @return the words; empty if the recognition was stopped
     * @throws PictureFailure only BUSY
     * @throws PartnerUnavailable if the recognizer is unavailable
     * @throws UncheckedIOException if the sheet cannot be read
     */
    Optional<List<String>> recognizeWords(
            Content sheet,
            List<RedactedArea> covers,
            TextRecognizer by,
            List<String> languages,
            int most,
            BooleanSupplier goOn) {
        PictureMaker.Source source =
                new PictureMaker.Source(sheet.sha256(), sheet.type().mediaType(), () -> {
                    try {
                        return sheets.open(sheet.sha256(), 0);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        RecognizedText words = new RecognizedText();
        try {
            List<PictureMaker.Page> pages = maker.pages(source);
            for (int i = 0; i < Math.min(most, pages.size()); i++) {
                if (!goOn.getAsBoolean()) {
                    return Optional.empty();
                }
                byte[] picture = maker.picture(source, part(i, pages.get(i)), covered(covers, i));
                words.add(by.recognize(new ByteArrayInputStream(picture), "image/jpeg", languages));
            }
        } catch (PartnerRefused e) {
            LOG.info("The text of sheet {} is not fully read: {}", sheet.sha256(), e.getMessage());
        } catch (PictureFailure e) {
            if (e.reason() == PictureFailure.FailureReason.BUSY) {
                throw e;
            }
            LOG.info("The text of sheet {} is not fully read: {}", sheet.sha256(), e.getMessage());
        }
        return Optional.of(words.words());
    }

    private static PictureMaker.Part part(int index, PictureMaker.Page page) {
        double scale = Math.min(1, (double) SIDE / Math.max(page.width(), page.height()));
        return new PictureMaker.Part(
                index,
                0,
                0,
                page.width(),
                page.height(),
                (int) Math.ceil(page.width() * scale),
                (int) Math.ceil(page.height() * scale),
                0,
                true,
                "jpg");
    }

    private static List<PictureMaker.Area> covered(List<RedactedArea> covers, int index) {
        return covers.stream()
                .filter(cover -> cover.page() == index + 1)
                .map(RedactedArea::area)
                .map(area -> new PictureMaker.Area(area.x(), area.y(), area.width(), area.height()))
                .toList();
    }
}
