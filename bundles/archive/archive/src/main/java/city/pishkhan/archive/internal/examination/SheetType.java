package city.pishkhan.archive.internal.examination;

import java.util.Arrays;

/** The supported file types of sheets, detected by content. */
public enum SheetType {
    PDF("application/pdf", "pdf", "p"),
    PNG("image/png", "png", "n"),
    JPEG("image/jpeg", "jpg", "j"),
    TIFF("image/tiff", "tif", "t");

    private final String mediaType;
    private final String extension;
    private final String code;

    SheetType(String mediaType, String extension, String code) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.code = code;
    }

    /** @param mediaType media type of a supported type */
    public static SheetType of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    /** @param code code in the index */
    public static SheetType ofCode(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }

    /** Returns the code used in the index. */
    public String code() {
        return code;
    }
}
