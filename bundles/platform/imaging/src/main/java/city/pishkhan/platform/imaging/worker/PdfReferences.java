package city.pishkhan.platform.imaging.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;

/** The cross-reference sections of a PDF, tables and streams, compared with the definitions in the file. */
final class PdfReferences {
    private static final int PACKED = 2;

    private final PdfSearch search;
    /** positions of all definitions, by object number */
    private final Map<Long, List<Integer>> positions;

    private boolean isStale;

    PdfReferences(PdfSearch search, Map<Long, List<Integer>> positions) {
        this.search = search;
        this.positions = positions;
    }

    /**
     * Returns {@code true} if a section is stale: it refers to a definition although a newer definition of the same
     * object precedes the section. In an ordinary update every section refers to the newest definitions before it. In a
     * file with a stale section, PDF readers may choose different definitions.
     *
     * @param streams cross-reference streams by position
     */
    boolean hasStale(Map<Integer, COSStream> streams) throws IOException {
        for (int table : search.tables()) {
            search.read(table, (number, position) -> compare(table, number, search.afterBlanks(position)));
        }
        for (Map.Entry<Integer, COSStream> stream : streams.entrySet()) {
            read(stream.getKey(), stream.getValue());
        }
        return isStale;
    }

    private void compare(int section, long number, int position) {
        List<Integer> all = positions.getOrDefault(number, List.of());
        isStale |= all.size() > 1
                && all.contains(position)
                && all.stream().anyMatch(other -> other > position && other < section);
    }

    /** Reads the rows of a stream (ISO 32000, 7.5.8): type, position or container, and generation or index. */
    private void read(int section, COSStream stream) throws IOException {
        int[] widths = numbers(stream.getCOSArray(COSName.W));
        int[] index = stream.containsKey(COSName.INDEX)
                ? numbers(stream.getCOSArray(COSName.INDEX))
                : new int[] {0, stream.getInt(COSName.SIZE)};
        if (widths.length != 3) {
            throw new IOException("a cross-reference stream has " + widths.length + " columns");
        }
        try (DataInputStream rows = new DataInputStream(stream.createInputStream())) {
            for (int range = 0; range + 1 < index.length; range += 2) {
                for (int i = 0; i < index[range + 1]; i++) {
                    long type = widths[0] == 0 ? 1 : number(rows, widths[0]);
                    int object = index[range] + i;
                    long second = number(rows, widths[1]);
                    number(rows, widths[2]);
                    if (type == 1) {
                        compare(section, object, search.afterBlanks(second));
                    } else if (type == PACKED) {
                        positions.getOrDefault(second, List.of()).stream()
                                .filter(container -> container < section)
                                .max(Integer::compare)
                                .ifPresent(container -> compare(section, object, container));
                    }
                }
            }
        } catch (EOFException e) {
            // the stream ends before its last row; readers ignore missing rows
        }
    }

    private static int[] numbers(COSArray array) throws IOException {
        int[] numbers = new int[array == null ? 0 : array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.getObject(i) instanceof COSNumber number ? number.intValue() : -1;
            if (numbers[i] < 0) {
                throw new IOException("a cross-reference stream has an invalid number");
            }
        }
        return numbers;
    }

    private static long number(DataInputStream in, int width) throws IOException {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << Byte.SIZE | in.readUnsignedByte();
        }
        return number;
    }
}
