package city.pishkhan.archive.internal.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.SheetImages.Part;
import city.pishkhan.api.cases.SheetImages.Sheet;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.Why;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetImageServiceTest {
    private static final Sheet DEED = new Sheet("a".repeat(64), "image/png", false);
    private static final Sheet CARD = new Sheet("b".repeat(64), "image/png", true);
    private static final Part TILE = new Part(0, 0, 0, 512, 512, 256, 256, 0, false, "jpg");

    @TempDir
    Path folder;

    private int made;
    private PictureFailure failure;
    private SheetImageService images;

    @BeforeEach
    void start() throws IOException {
        PictureMaker maker = new PictureMaker() {
            @Override
            public List<PictureMaker.Page> pages(Source source) {
                work();
                return List.of(new PictureMaker.Page(1000, 2000));
            }

            @Override
            public byte[] picture(Source source, PictureMaker.Part part) {
                work();
                return new byte[] {(byte) made};
            }

            @Override
            public void decode(Source source, int page) {
                work();
            }
        };
        images = new SheetImageService(null, maker, new PictureFolder(folder, 1_000));
    }

    private void work() {
        if (failure != null) {
            throw failure;
        }
        made++;
    }

    private long laidAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatOneSawIsThereForTheNext() throws IOException {
        assertEquals(1000, images.pages(DEED).get(0).width());
        images.pages(DEED);
        assertEquals(1, made);
        assertArrayEquals(images.picture(DEED, TILE), images.picture(DEED, TILE));
        assertEquals(2, made);
        images.picture(DEED, new Part(0, 512, 0, 488, 512, 256, 256, 0, false, "jpg"));
        assertEquals(2, laidAside());
    }

    @Test
    void nothingOfAnIdentityPaperIsLaidAside() throws IOException {
        images.picture(CARD, TILE);
        images.picture(CARD, TILE);
        assertEquals(2, made);
        assertEquals(0, laidAside());
    }

    @Test
    void whyThereIsNoPictureIsSaid() {
        refused(Why.UNREADABLE, Refusal.Kind.INVALID, "sheet.no-picture");
        refused(Why.TOO_MUCH, Refusal.Kind.INVALID, "sheet.too-much");
        refused(Why.BUSY, Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy");
    }

    private void refused(Why why, Refusal.Kind kind, String code) {
        failure = new PictureFailure(why, "inside");
        Refusal refusal = assertThrows(Refusal.class, () -> images.picture(DEED, TILE));
        assertEquals(kind, refusal.kind());
        assertEquals(code, refusal.code());
        assertThrows(Refusal.class, () -> images.pages(DEED));
    }
}
