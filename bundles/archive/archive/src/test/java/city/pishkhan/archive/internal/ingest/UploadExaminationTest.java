package city.pishkhan.archive.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Tests that a PDF that a viewer requests in many parts is parsed only once. */
class UploadExaminationTest {
    private int parsed;
    private PictureFailure failure;

    private final PictureMaker parser = (PictureMaker) Proxy.newProxyInstance(
            PictureMaker.class.getClassLoader(), new Class<?>[] {PictureMaker.class}, (proxy, method, arguments) -> {
                parsed++;
                if (failure != null) {
                    throw failure;
                }
                return new PictureMaker.Structure(1, 0, "", 0);
            });
    private final UploadExamination examination =
            new UploadExamination(null, new SheetExaminer("off", 0, null, parser));

    private void open(String sha256) {
        examination.requireHarmless(sha256, InputStream::nullInputStream);
    }

    @Test
    void aPdfThatWasFoundCleanIsNotParsedAgain() {
        open("aa");
        open("aa");
        assertEquals(1, parsed);
        open("bb");
        assertEquals(2, parsed, "another one");
    }

    @Test
    void aBusyParserIsAskedAgain() {
        failure = new PictureFailure(PictureFailure.FailureReason.BUSY, "others draw");
        assertThrows(Refusal.class, () -> open("aa"));
        failure = null;
        open("aa");
        open("aa");
        assertEquals(2, parsed);
    }
}
