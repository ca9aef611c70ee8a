package city.pishkhan.archive.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.stubs.Stubs;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Tests that a PDF that a viewer requests in many parts is parsed only once. */
class UploadExaminationTest {
    private int parsed;
    private PictureFailure failure;

    private final PictureMaker parser = parser();
    private final UploadExamination examination =
            new UploadExamination(null, new SheetExaminer("off", 0, null, parser));

    private PictureMaker parser() {
        PictureMaker parser = Stubs.strict(PictureMaker.class);
        doAnswer(call -> {
                    parsed++;
                    if (failure != null) {
                        throw failure;
                    }
                    return new PictureMaker.Structure(1, 0, "", 0);
                })
                .when(parser)
                .structure(any());
        return parser;
    }

    private void open(String sha256) {
        examination.requireHarmless(sha256, InputStream::nullInputStream);
    }

    @Test
    void cleanPdfIsNotParsedAgain() {
        open("aa");
        open("aa");
        assertEquals(1, parsed);
        open("bb");
        assertEquals(2, parsed, "another one");
    }

    @Test
    void retriesBusyParser() {
        failure = new PictureFailure(PictureFailure.FailureReason.BUSY, "others draw");
        assertThrows(Refusal.class, () -> open("aa"));
        failure = null;
        open("aa");
        open("aa");
        assertEquals(2, parsed);
    }
}
