package city.pishkhan.doors;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/** Says what is wrong with a body of JSON and where: no JSON, too much of it, or a field that is not of its type. */
final class JsonTrouble {
    private JsonTrouble() {}

    /** @return MALFORMED {@code json.malformed} or {@code json.type}, or TOO_LARGE {@code json.limits} */
    static Refusal refusal(JsonProcessingException thrown) {
        // what is no JSON at all is wrapped in the name of the field at which that came out
        JsonProcessingException e = thrown.getCause() instanceof JsonParseException
                        || thrown.getCause() instanceof StreamConstraintsException
                ? (JsonProcessingException) thrown.getCause()
                : thrown;
        if (e instanceof StreamConstraintsException) {
            return new Refusal(
                    Kind.TOO_LARGE,
                    "json.limits",
                    null,
                    "The JSON is too large or too deep: at most 1 MiB and 32 levels.",
                    "JSON بزرگ‌تر یا تودرتوتر از اندازه است: حداکثر یک مگابایت و 32 سطح.");
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        String persianWhere = at == null ? "" : " (سطر " + at.getLineNr() + "، ستون " + at.getColumnNr() + ")";
        String field = e instanceof JsonMappingException m && !m.getPath().isEmpty() ? path(m) : null;
        return field == null
                ? new Refusal(
                        Kind.MALFORMED,
                        "json.malformed",
                        null,
                        "The body is not valid JSON" + where + ".",
                        "بدنه JSON درستی نیست" + persianWhere + ".")
                : new Refusal(
                        Kind.MALFORMED,
                        "json.type",
                        field,
                        "The value of " + field + " is not readable or of a wrong type" + where + ".",
                        "مقدار " + field + " خوانا نیست یا نوع آن نادرست است" + persianWhere + ".");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
