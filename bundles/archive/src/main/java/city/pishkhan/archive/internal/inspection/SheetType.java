package city.pishkhan.archive.internal.inspection;

import java.util.Arrays;

/** The types that the archive takes, told by content. */
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

    /** @param mediaType of one of them */
    public static SheetType of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    /** @param code as the index has it */
    public static SheetType coded(String code) {
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

    /** In the index. */
    public String code() {
        return code;
    }
}
