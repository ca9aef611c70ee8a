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

/** The program of the process that parses sheets, run here. */
public final class LocalParser {
    static {
        // it warns of each of thousands of broken files
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
                throw new PictureFailure(PictureFailure.Why.UNREADABLE, read.readUTF());
            }
            return new Structure(read.readInt(), read.readInt(), read.readUTF());
        } catch (StackOverflowError e) {
            // which ends the process
            throw new PictureFailure(PictureFailure.Why.TOO_MUCH, "the stack is full");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
