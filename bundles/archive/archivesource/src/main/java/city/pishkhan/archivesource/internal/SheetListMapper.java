package city.pishkhan.archivesource.internal;

import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.ArchiveSource.Sheet;
import city.pishkhan.spi.PartnerText;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an archive's list of sheets. One invalid member makes the whole list invalid. */
final class SheetListMapper {
    private static final String UNKNOWN = "unknown-property";
    private static final int MOST = 500;
    private static final int MOST_PAGES = 9_999;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** Valid sheet ids: a single path segment of visible characters. */
    private static final Pattern ID = Pattern.compile("[\\p{Graph}&&[^/\\\\?#%]]{1,80}");

    private static final Set<String> TYPES = Set.of("application/pdf", "image/png", "image/jpeg", "image/tiff");
    private static final int LONGEST_TITLE = 200;
    /** Long numbers such as national IDs and card numbers. They are personal data and are removed from titles. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}{8,}");

    private final RestPartner partner;

    private SheetListMapper(RestPartner partner) {
        this.partner = partner;
    }

    /**
     * Returns the sheets of an archive's reply.
     *
     * @param kinds kinds to return; sheets of other kinds are dropped
     */
    static List<Sheet> sheets(RestPartner partner, RestReply reply, Collection<String> kinds) {
        if (reply.status() == 404 && reply.code().equals(UNKNOWN)) {
            return List.of();
        }
        if (reply.status() != 200) {
            throw partner.invalidReply("HTTP " + reply.status() + " " + PartnerText.sanitize(reply.code()));
        }
        return new SheetListMapper(partner).sheets(reply.body().path("sheets"), kinds);
    }

    private List<Sheet> sheets(JsonNode list, Collection<String> kinds) {
        require(list.isArray(), "sheets is not a list");
        require(list.size() <= MOST, "sheets has more than " + MOST + " of one property");
        List<Sheet> sheets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : list) {
            Sheet sheet = sheet(one);
            require(ids.add(sheet.id()), "two sheets have the same id");
            if (kinds.contains(sheet.kind())) {
                sheets.add(sheet);
            }
        }
        return sheets;
    }

    private Sheet sheet(JsonNode one) {
        String id = one.path("id").asText("");
        require(ID.matcher(id).matches() && !id.startsWith("."), "id is not valid");
        String document = one.path("document").asText(id);
        require(ID.matcher(document).matches(), "document is not a number");
        String sha256 = one.path("sha256").asText("");
        require(SHA256.matcher(sha256).matches(), "sha256 is not a valid hash");
        String type = one.path("mediaType").asText("");
        require(TYPES.contains(type), "mediaType is not supported");
        return new Sheet(
                id,
                document,
                one.path("kind").asText(""),
                (int) number(one, "page", 1, 1, MOST_PAGES),
                date(one),
                title(one),
                sha256,
                number(one, "size", -1, 1, Long.MAX_VALUE),
                type);
    }

    private long number(JsonNode one, String field, long defaultValue, long min, long max) {
        JsonNode value = one.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return defaultValue;
        }
        require(
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max,
                field + " is out of range");
        return value.longValue();
    }

    private @Nullable LocalDate date(JsonNode one) {
        String text = one.path("date").asText("");
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            require(date.getYear() >= 1800 && date.getYear() < 2200, "date is not valid");
            return date;
        } catch (DateTimeParseException e) {
            throw partner.invalidReply("date is not valid");
        }
    }

    private static @Nullable String title(JsonNode one) {
        String text = LONG_NUMBER
                .matcher(one.path("title")
                        .asText("")
                        .replaceAll("[\\p{Cntrl}\\s]+", " ")
                        .strip())
                .replaceAll("…");
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_TITLE));
    }

    private void require(boolean kept, String broken) {
        if (!kept) {
            throw partner.invalidReply(broken);
        }
    }
}
