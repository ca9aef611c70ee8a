package city.pishkhan.archive.internal.examination;

import java.nio.ByteBuffer;

/** Searches a sheet without changing its buffer's position. */
final class Bytes {
    private Bytes() {}

    static boolean startsWith(ByteBuffer sheet, byte[] wanted) {
        return hasBytesAt(sheet, wanted, 0);
    }

    static boolean hasBytesAt(ByteBuffer sheet, byte[] wanted, int position) {
        if (position < 0 || position + wanted.length > sheet.limit()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (sheet.get(position + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return first match that begins in [from, to), or −1 */
    static int find(ByteBuffer sheet, byte[] wanted, int from, int to) {
        int last = Math.min(to - 1, sheet.limit() - wanted.length);
        for (int at = Math.max(0, from); at <= last; at++) {
            if (sheet.get(at) == wanted[0] && hasBytesAt(sheet, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    /** @return last match that begins at or after {@code from}, or −1 */
    static int findLast(ByteBuffer sheet, byte[] wanted, int from) {
        for (int at = sheet.limit() - wanted.length; at >= Math.max(0, from); at--) {
            if (hasBytesAt(sheet, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Returns {@code true} if only padding of up to 4 KiB, as scanners append to files, follows at index {@code from}.
     */
    static boolean isPaddingOnly(ByteBuffer sheet, int from) {
        final int maxPadding = 4096;
        if (sheet.limit() - from > maxPadding) {
            return false;
        }
        for (int i = from; i < sheet.limit(); i++) {
            byte b = sheet.get(i);
            if (b != 0 && b != '\n' && b != '\r' && b != ' ') {
                return false;
            }
        }
        return true;
    }
}
