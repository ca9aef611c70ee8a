package city.pishkhan.archive.internal;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker.Structure;
import city.pishkhan.platform.imaging.worker.PictureLoop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs the sheet parser in the test's process instead of a separate process. */
public final class LocalParser {
    static {
        // PDFBox logs a warning for each of thousands of damaged files
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.pdfbox", "off");
    }

    private LocalParser() {}

    public static Structure structure(byte[] pdf) {
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            DataOutputStream written = new DataOutputStream(request);
            written.writeByte(PictureLoop.STRUCTURE);
            written.writeInt(pdf.length);
            written.write(pdf);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            new PictureLoop(
                            new DataInputStream(new ByteArrayInputStream(request.toByteArray())),
                            new DataOutputStream(answer))
                    .run();
            DataInputStream read = new DataInputStream(new ByteArrayInputStream(answer.toByteArray()));
            if (read.readUnsignedByte() != PictureLoop.DONE) {
                throw new PictureFailure(PictureFailure.FailureReason.UNREADABLE, read.readUTF());
            }
            return new Structure(read.readInt(), read.readInt(), read.readUTF(), read.readInt());
        } catch (StackOverflowError e) {
            // in the parser's process, this failure would end the process
            throw new PictureFailure(PictureFailure.FailureReason.TOO_MUCH, "the stack is full");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
