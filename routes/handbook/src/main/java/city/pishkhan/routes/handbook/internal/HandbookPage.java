package city.pishkhan.routes.handbook.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of the handbook with its response headers. */
final class HandbookPage {

    private static final int TAG_BYTES = 16;

    private final byte[] content;
    private final String type;
    private final boolean operatorsOnly;
    private final String tag;

    /**
     * @param type {@code Content-Type} of the file
     * @param operatorsOnly {@code true} if only operators may read it
     */
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

    boolean isOperatorsOnly() {
        return operatorsOnly;
    }

    /** Strong {@code ETag}, including the quotes. */
    String tag() {
        return tag;
    }

    /**
     * Returns whether the client already has this page.
     *
     * @param ifNoneMatch header value, or {@code null}
     */
    boolean isKnownTo(String ifNoneMatch) {
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
