package city.pishkhan.platform.imaging.internal;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.FailureReason;
import city.pishkhan.platform.imaging.PictureMaker.Area;
import city.pishkhan.platform.imaging.PictureMaker.Outline;
import city.pishkhan.platform.imaging.PictureMaker.Part;
import city.pishkhan.platform.imaging.PictureMaker.Source;
import city.pishkhan.platform.imaging.PictureMaker.Structure;
import city.pishkhan.platform.imaging.worker.PictureLoop;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process that makes pictures and handles one request at a time. A request that takes too long or needs too much
 * memory ends the process.
 */
final class WorkerProcess implements Closeable {
    private static final int KILLED = 128 + 9;
    /** Maximum elapsed time of a request, as a multiple of its processor time; {@link #START} is added for the start. */
    private static final int ELAPSED_TIME_FACTOR = 4;

    private static final Duration START = Duration.ofSeconds(5);

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final ScheduledExecutorService clock;
    private final Duration maxTime;
    private final long largest;

    /**
     * @param maxTime maximum processor time of a request
     * @param largest maximum size of a sheet in bytes
     */
    WorkerProcess(WorkerProgram program, ScheduledExecutorService clock, Duration maxTime, long largest)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // the process inherits no environment variables, which may contain secrets
        builder.environment().clear();
        process = builder.start();
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.clock = clock;
        this.maxTime = maxTime;
        this.largest = largest;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int @Nullable [] pages(Source source) {
        return request(
                source,
                () -> {
                    out.writeByte(PictureLoop.PAGES);
                    out.writeUTF(source.sha256());
                },
                () -> {
                    int[] sizes = new int[2 * in.readInt()];
                    for (int i = 0; i < sizes.length; i++) {
                        sizes[i] = in.readInt();
                    }
                    return sizes;
                });
    }

    byte @Nullable [] picture(Source source, Part part, List<Area> covered) {
        return request(
                source,
                () -> {
                    out.writeByte(PictureLoop.PART);
                    out.writeUTF(source.sha256());
                    writeNumbers(
                            part.page(),
                            part.x(),
                            part.y(),
                            part.width(),
                            part.height(),
                            part.toWidth(),
                            part.toHeight(),
                            part.rotation());
                    out.writeBoolean(part.gray());
                    out.writeUTF(part.format());
                    out.writeInt(covered.size());
                    for (Area area : covered) {
                        writeNumbers(area.x(), area.y(), area.width(), area.height());
                    }
                },
                this::readBytes);
    }

    private void writeNumbers(int... values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private byte[] readBytes() throws IOException {
        return in.readNBytes(in.readInt());
    }

    byte @Nullable [] document(List<byte[]> pictures) {
        return request(
                null,
                () -> {
                    out.writeByte(PictureLoop.DOCUMENT);
                    out.writeInt(pictures.size());
                    for (byte[] picture : pictures) {
                        bytes(picture);
                    }
                },
                this::readBytes);
    }

    @Nullable
    List<Outline> outlines(byte[] font, List<String> texts) {
        return request(
                null,
                () -> {
                    out.writeByte(PictureLoop.OUTLINES);
                    bytes(font);
                    out.writeInt(texts.size());
                    for (String text : texts) {
                        out.writeUTF(text);
                    }
                },
                () -> {
                    List<Outline> outlines = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i++) {
                        outlines.add(readOutline());
                    }
                    return outlines;
                });
    }

    private Outline readOutline() throws IOException {
        double advance = in.readDouble();
        Path2D.Double path = new Path2D.Double();
        for (int kind = in.readUnsignedByte(); kind != PictureLoop.END; kind = in.readUnsignedByte()) {
            switch (kind) {
                case PathIterator.SEG_MOVETO -> path.moveTo(in.readDouble(), in.readDouble());
                case PathIterator.SEG_LINETO -> path.lineTo(in.readDouble(), in.readDouble());
                case PathIterator.SEG_QUADTO ->
                    path.quadTo(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
                case PathIterator.SEG_CUBICTO ->
                    path.curveTo(
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble());
                case PathIterator.SEG_CLOSE -> path.closePath();
                default -> throw new IOException("no segment: " + kind);
            }
        }
        return new Outline(advance, path);
    }

    @Nullable
    Structure structure(Supplier<InputStream> pdf) {
        byte[] sheet = bytes(pdf);
        return request(
                null,
                () -> {
                    out.writeByte(PictureLoop.STRUCTURE);
                    bytes(sheet);
                },
                () -> new Structure(in.readInt(), in.readInt(), in.readUTF(), in.readInt()));
    }

    void decode(Source source, int page) {
        request(
                source,
                () -> {
                    out.writeByte(PictureLoop.DECODE);
                    out.writeUTF(source.sha256());
                    out.writeInt(page);
                },
                () -> null);
    }

    private interface Request {
        void write() throws IOException;
    }

    private interface Reply<T> {
        @Nullable
        T read() throws IOException;
    }

    /** @param source the sheet of the request, or {@code null} */
    private <T> @Nullable T request(@Nullable Source source, Request request, Reply<T> reply) {
        WorkLimit limit = new WorkLimit(
                process,
                clock,
                maxTime,
                maxTime.multipliedBy(ELAPSED_TIME_FACTOR).plus(START));
        try (limit) {
            if (send(request) == PictureLoop.UNKNOWN) {
                byte[] sheet = bytes(Objects.requireNonNull(source).content());
                send(() -> {
                    out.writeByte(PictureLoop.SHEET);
                    out.writeUTF(source.sha256());
                    out.writeUTF(source.mediaType());
                    bytes(sheet);
                });
                send(request);
            }
            return reply.read();
        } catch (IOException e) {
            throw isKilled() && !limit.isSpent()
                    ? new PictureFailure(FailureReason.BUSY, "the process was stopped before it had worked for long")
                    : new PictureFailure(FailureReason.TOO_MUCH, "the sheet needs too much time or memory");
        }
    }

    /**
     * Returns {@code true} if the process was killed from outside, so that the sheet is not the cause. The caller must
     * check separately that the time limit did not kill the process.
     */
    private boolean isKilled() {
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return process.exitValue() == KILLED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        return false;
    }

    private int send(Request request) throws IOException {
        request.write();
        out.flush();
        int status = in.readUnsignedByte();
        if (status == PictureLoop.UNREADABLE) {
            throw new PictureFailure(FailureReason.UNREADABLE, in.readUTF());
        }
        return status;
    }

    private byte[] bytes(Supplier<InputStream> sheet) {
        try (InputStream content = sheet.get()) {
            byte[] bytes = content.readNBytes((int) largest + 1);
            if (bytes.length > largest) {
                throw new PictureFailure(FailureReason.TOO_MUCH, "the sheet has more than " + largest + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
