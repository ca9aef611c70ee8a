package city.pishkhan.platform.imaging.internal;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.Why;
import city.pishkhan.platform.imaging.PictureMaker.Part;
import city.pishkhan.platform.imaging.PictureMaker.Source;
import city.pishkhan.platform.imaging.worker.PictureLoop;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One process, for one request at a time. What takes too long, or is too much for its heap, ends it. */
final class WorkerProcess implements Closeable {
    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final ScheduledExecutorService clock;
    private final Duration most;
    private final long largest;

    /**
     * @param most    time for a request
     * @param largest bytes of a sheet
     */
    WorkerProcess(WorkerProgram program, ScheduledExecutorService clock, Duration most, long largest)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // it needs no secret
        builder.environment().clear();
        process = builder.start();
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.clock = clock;
        this.most = most;
        this.largest = largest;
    }

    boolean alive() {
        return process.isAlive();
    }

    int[] pages(Source source) {
        return asked(
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

    byte[] picture(Source source, Part part) {
        return asked(
                source,
                () -> {
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
                },
                () -> in.readNBytes(in.readInt()));
    }

    void decode(Source source, int page) {
        asked(
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
        T read() throws IOException;
    }

    private <T> T asked(Source source, Request request, Reply<T> reply) {
        ScheduledFuture<?> end = clock.schedule(process::destroyForcibly, most.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (status(request) == PictureLoop.UNKNOWN) {
                byte[] sheet = bytes(source);
                status(() -> {
                    out.writeByte(PictureLoop.SHEET);
                    out.writeUTF(source.sha256());
                    out.writeUTF(source.mediaType());
                    out.writeInt(sheet.length);
                    out.write(sheet);
                });
                status(request);
            }
            return reply.read();
        } catch (IOException e) {
            close();
            throw new PictureFailure(Why.TOO_MUCH, "the sheet asks for too much time or memory");
        } finally {
            end.cancel(false);
        }
    }

    private int status(Request request) throws IOException {
        request.write();
        out.flush();
        int status = in.readUnsignedByte();
        if (status == PictureLoop.UNREADABLE) {
            throw new PictureFailure(Why.UNREADABLE, in.readUTF());
        }
        return status;
    }

    private byte[] bytes(Source source) {
        try (InputStream content = source.content().get()) {
            byte[] bytes = content.readNBytes((int) largest + 1);
            if (bytes.length > largest) {
                throw new PictureFailure(Why.TOO_MUCH, "the sheet has more than " + largest + " bytes");
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
