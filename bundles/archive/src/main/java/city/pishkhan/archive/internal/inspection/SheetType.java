package city.pishkhan.archive.internal.inspection;

import java.util.Arrays;

/** The types that the archive takes, told by content. */
public enum SheetType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    TIFF("image/tiff", "tif");

    private final String mediaType;
    private final String extension;

    SheetType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** @param mediaType of one of them */
    public static SheetType of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }
}
