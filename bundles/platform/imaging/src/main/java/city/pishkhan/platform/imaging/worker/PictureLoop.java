package city.pishkhan.platform.imaging.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers requests from standard input on standard output until the input ends. A request is an operation code with its arguments; a reply is a
 * status code with its results:
 *
 * <pre>
 * {@value #SHEET} sha256, media type, length, bytes   {@value #DONE}
 * {@value #PAGES} sha256                              {@value #DONE} number, then width and height of each
 * {@value #PART} sha256, ten values of a part, number
 *     of covered areas, four values of each            {@value #DONE} length, bytes
 * {@value #DECODE} sha256, page                        {@value #DONE}
 * {@value #DOCUMENT} number of JPEGs, length and bytes
 *     of each                                          {@value #DONE} length, bytes of a PDF
 * {@value #OUTLINES} length, bytes of a font, number
 *     of texts, each                                   {@value #DONE} of each its advance, segments, {@value #END}
 * {@value #STRUCTURE} length, bytes of a PDF           {@value #DONE} pages, object streams, forbidden content or "",
 *                                                       its page from 1, or 0
 *                                                     {@value #UNKNOWN}: send the sheet, then repeat the request
 *                                                     {@value #UNREADABLE} reason
 * </pre>
 */
public final class PictureLoop {
    public static final int SHEET = 1;
    public static final int PAGES = 2;
    public static final int PART = 3;
    public static final int DECODE = 4;
    public static final int DOCUMENT = 5;
    public static final int OUTLINES = 6;
    public static final int STRUCTURE = 7;

    public static final int DONE = 0;
    public static final int UNKNOWN = 1;
    public static final int UNREADABLE = 2;

    /** Marks the end of an outline. */
    public static final int END = 9;

    /** Number of sheets kept open, because a viewer requests many tiles of a sheet. */
    private static final int MOST_SHEETS = 2;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final PageCache kept = new PageCache();
    private final Map<String, SheetPages> sheets = new LinkedHashMap<>(4, 0.75f, true);

    public PictureLoop(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Serves requests until the input ends. */
    public void run() throws IOException {
        while (true) {
            int operation;
            try {
                operation = in.readUnsignedByte();
            } catch (EOFException e) {
                return;
            }
            switch (operation) {
                case SHEET -> readSheet();
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
                        byte[] picture = part.render(pages, kept);
                        return () -> writeBytes(picture);
                    });
                }
                case DECODE -> {
                    String sha256 = in.readUTF();
                    int page = in.readInt();
                    kept.clear();
                    answer(sha256, pages -> {
                        pages.decode(page);
                        return () -> {};
                    });
                }
                case DOCUMENT -> {
                    List<byte[]> pictures = PictureDocument.read(in);
                    kept.clear();
                    answer(() -> {
                        byte[] document = PictureDocument.create(pictures);
                        return () -> writeBytes(document);
                    });
                }
                case OUTLINES ->
                    answer(() -> {
                        List<LetterOutlines.Outline> outlines = LetterOutlines.read(in);
                        return () -> LetterOutlines.write(outlines, out);
                    });
                case STRUCTURE -> {
                    byte[] pdf = new byte[in.readInt()];
                    in.readFully(pdf);
                    kept.clear();
                    answer(() -> {
                        PdfStructure structure = PdfStructure.of(pdf);
                        return () -> {
                            out.writeInt(structure.pages());
                            out.writeInt(structure.objectStreams());
                            out.writeUTF(structure.forbidden() == null ? "" : structure.forbidden());
                            out.writeInt(structure.page());
                        };
                    });
                }
                default -> throw new IOException("no operation: " + operation);
            }
            out.flush();
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void readSheet() throws IOException {
        kept.clear();
        String sha256 = in.readUTF();
        String mediaType = in.readUTF();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        while (sheets.size() >= MOST_SHEETS) {
            String oldest = sheets.keySet().iterator().next();
            Objects.requireNonNull(sheets.remove(oldest)).close();
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
        Answer apply(SheetPages pages) throws IOException;
    }

    private interface SheetlessWork {
        Answer run() throws IOException;
    }

    private void answer(String sha256, Work work) throws IOException {
        SheetPages pages = sheets.get(sha256);
        if (pages == null) {
            out.writeByte(UNKNOWN);
            return;
        }
        answer(() -> work.apply(pages));
    }

    private void answer(SheetlessWork work) throws IOException {
        Answer answer;
        try {
            answer = work.run();
        } catch (IOException | RuntimeException e) {
            // decoders may throw any exception
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
