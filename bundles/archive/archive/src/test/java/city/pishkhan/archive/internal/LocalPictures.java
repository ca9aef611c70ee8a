package city.pishkhan.archive.internal;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.platform.imaging.worker.PictureLoop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** Draws pictures with the code of the imaging process, but in the test's process. */
final class LocalPictures implements PictureMaker {

    private interface Request {
        void write(DataOutputStream out) throws IOException;
    }

    private static DataInputStream ask(Source source, Request request) throws IOException {
        ByteArrayOutputStream asked = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(asked);
        byte[] bytes;
        try (InputStream in = source.content().get()) {
            bytes = in.readAllBytes();
        }
        out.writeByte(PictureLoop.SHEET);
        out.writeUTF(source.sha256());
        out.writeUTF(source.mediaType());
        out.writeInt(bytes.length);
        out.write(bytes);
        request.write(out);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new PictureLoop(
                        new DataInputStream(new ByteArrayInputStream(asked.toByteArray())),
                        new DataOutputStream(answer))
                .run();
        DataInputStream read = new DataInputStream(new ByteArrayInputStream(answer.toByteArray()));
        for (int i = 0; i < 2; i++) {
            if (read.readUnsignedByte() != PictureLoop.DONE) {
                throw new PictureFailure(PictureFailure.FailureReason.UNREADABLE, read.readUTF());
            }
        }
        return read;
    }

    @Override
    public List<Page> pages(Source source) {
        try {
            DataInputStream read = ask(source, out -> {
                out.writeByte(PictureLoop.PAGES);
                out.writeUTF(source.sha256());
            });
            read.readInt();
            return List.of(new Page(read.readInt(), read.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] picture(Source source, Part part, List<Area> covered) {
        try {
            DataInputStream read = ask(source, out -> {
                out.writeByte(PictureLoop.PART);
                out.writeUTF(source.sha256());
                for (int value : new int[] {
                    part.page(),
                    part.x(),
                    part.y(),
                    part.width(),
                    part.height(),
                    part.toWidth(),
                    part.toHeight(),
                    part.rotation()
                }) {
                    out.writeInt(value);
                }
                out.writeBoolean(part.gray());
                out.writeUTF(part.format());
                out.writeInt(0);
            });
            return read.readNBytes(read.readInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] document(List<byte[]> pictures) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Outline> outlines(byte[] font, List<String> texts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Structure structure(Supplier<InputStream> pdf) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void decode(Source source, int page) {
        throw new UnsupportedOperationException();
    }
}
