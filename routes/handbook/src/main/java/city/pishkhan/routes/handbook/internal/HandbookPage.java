package city.pishkhan.routes.handbook.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of the handbook as it is sent. */
final class HandbookPage {

    private static final int TAG_BYTES = 16;

    private final byte[] content;
    private final String type;
    private final boolean operatorsOnly;
    private final String tag;

    /** @param type its {@code Content-Type} */
    HandbookPage(byte[] content, String type, boolean operatorsOnly) {
        this.content = content.clone();
        this.type = type;
        this.operatorsOnly = operatorsOnly;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            tag = '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] content() {
        return content.clone();
    }

    int length() {
        return content.length;
    }

    String type() {
        return type;
    }

    boolean operatorsOnly() {
        return operatorsOnly;
    }

    /** Its strong {@code ETag}, with the quotes. */
    String tag() {
        return tag;
    }

    /** Whether who has one of these has this very page. @param ifNoneMatch the header, or {@code null} */
    boolean known(String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String each : ifNoneMatch.split(",")) {
            String one = each.strip();
            if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
