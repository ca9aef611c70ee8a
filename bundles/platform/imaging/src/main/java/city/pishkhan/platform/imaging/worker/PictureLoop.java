package city.pishkhan.platform.imaging.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers requests from the standard input on the standard output until that ends. A request is an operation, then what it needs; an answer a
 * status, then what it says:
 *
 * <pre>
 * {@value #SHEET} sha256, media type, length, bytes   {@value #DONE}
 * {@value #PAGES} sha256                              {@value #DONE} number, then width and height of each
 * {@value #PART} sha256, ten values of a part         {@value #DONE} length, bytes
 * {@value #DECODE} sha256, page                        {@value #DONE}
 *                                                     {@value #UNKNOWN}: send the sheet, and ask again
 *                                                     {@value #UNREADABLE} why
 * </pre>
 */
public final class PictureLoop {
    public static final int SHEET = 1;
    public static final int PAGES = 2;
    public static final int PART = 3;
    public static final int DECODE = 4;

    public static final int DONE = 0;
    public static final int UNKNOWN = 1;
    public static final int UNREADABLE = 2;

    /** sheets that are kept open: whoever looks at one asks for many of its tiles */
    private static final int MOST_SHEETS = 2;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<String, SheetPages> sheets = new LinkedHashMap<>(4, 0.75f, true);

    public PictureLoop(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Returns when nobody asks any more. */
    public void run() throws IOException {
        while (true) {
            int operation;
            try {
                operation = in.readUnsignedByte();
            } catch (EOFException e) {
                return;
            }
            switch (operation) {
                case SHEET -> sheet();
                case PAGES ->
                    answer(in.readUTF(), pages -> {
                        int count = pages.count();
                        int[] sizes = new int[2 * count];
                        for (int i = 0; i < count; i++) {
                            sizes[2 * i] = pages.width(i);
                            sizes[2 * i + 1] = pages.height(i);
                        }
                        return () -> {
                            out.writeInt(count);
                            for (int size : sizes) {
                                out.writeInt(size);
                            }
                        };
                    });
                case PART -> {
                    String sha256 = in.readUTF();
                    PicturePart part = PicturePart.read(in);
                    answer(sha256, pages -> {
                        byte[] picture = part.of(pages);
                        return () -> {
                            out.writeInt(picture.length);
                            out.write(picture);
                        };
                    });
                }
                case DECODE -> {
                    String sha256 = in.readUTF();
                    int page = in.readInt();
                    answer(sha256, pages -> {
                        pages.decode(page);
                        return () -> {};
                    });
                }
                default -> throw new IOException("no operation: " + operation);
            }
            out.flush();
        }
    }

    private void sheet() throws IOException {
        String sha256 = in.readUTF();
        String mediaType = in.readUTF();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        while (sheets.size() >= MOST_SHEETS) {
            String oldest = sheets.keySet().iterator().next();
            sheets.remove(oldest).close();
        }
        try {
            SheetPages before = sheets.put(sha256, SheetPages.of(mediaType, bytes));
            if (before != null) {
                before.close();
            }
            out.writeByte(DONE);
        } catch (IOException | RuntimeException e) {
            unreadable(e);
        }
    }

    private interface Answer {
        void write() throws IOException;
    }

    private interface Work {
        Answer of(SheetPages pages) throws IOException;
    }

    private void answer(String sha256, Work work) throws IOException {
        SheetPages pages = sheets.get(sha256);
        if (pages == null) {
            out.writeByte(UNKNOWN);
            return;
        }
        Answer answer;
        try {
            answer = work.of(pages);
        } catch (IOException | RuntimeException e) {
            // decoders throw whatever comes to them
            unreadable(e);
            return;
        }
        out.writeByte(DONE);
        answer.write();
    }

    private void unreadable(Exception e) throws IOException {
        String message = String.valueOf(e.getMessage());
        out.writeByte(UNREADABLE);
        out.writeUTF(message.substring(0, Math.min(message.length(), 200)));
    }
}
