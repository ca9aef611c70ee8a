package city.pishkhan.doors.iiif;

import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Page;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.Sha256;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Replies about a page: its description (IIIF Image API 3.0) and its images. */
public final class PageImageDocument {
    private static final String CONTEXT = "http://iiif.io/api/image/3/context.json";

    private PageImageDocument() {}

    /**
     * Describes a page's size and tiles.
     *
     * @param id address of the page
     */
    public static DoorReply info(String id, Page page) {
        ObjectNode info = JsonNodeFactory.instance
                .objectNode()
                .put("@context", CONTEXT)
                .put("id", id)
                .put("type", "ImageService3")
                .put("protocol", "http://iiif.io/api/image")
                .put("profile", "level1")
                .put("width", page.width())
                .put("height", page.height())
                .put("maxWidth", PageImageRequest.MOST)
                .put("maxHeight", PageImageRequest.MOST);
        ArrayNode factors = info.putArray("tiles")
                .addObject()
                .put("width", SheetImages.TILE)
                .putArray("scaleFactors");
        int coarsest = SheetImages.maxReduction(Math.max(page.width(), page.height()));
        for (int factor = 1; factor <= coarsest; factor *= 2) {
            factors.add(factor);
        }
        info.putArray("extraFormats").add("png");
        info.putArray("extraQualities").add("color").add("gray");
        info.putArray("extraFeatures")
                .add("regionByPct")
                .add("rotationBy90s")
                .add("sizeByConfinedWh")
                .add("sizeByPct");
        return json(info, CONTEXT);
    }

    /** @param format {@code jpg} or {@code png} */
    public static DoorReply picture(byte[] picture, String format) {
        return bytes(picture, format.equals("png") ? "image/png" : "image/jpeg");
    }

    /** @param profile profile of the document, i.e. its JSON-LD context */
    public static DoorReply json(ObjectNode tree, String profile) {
        return bytes(
                DoorJson.write(tree).getBytes(StandardCharsets.UTF_8),
                "application/ld+json;profile=\"" + profile + '"');
    }

    private static DoorReply bytes(byte[] bytes, String mediaType) {
        return DoorReply.ok(new DoorReply.Sheet(
                null,
                mediaType,
                bytes.length,
                Sha256.hex(bytes),
                from -> new ByteArrayInputStream(bytes, (int) from, bytes.length)));
    }
}
