package city.pishkhan.doors;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Says what is wrong with a body of JSON and where: no JSON, too much of it, a field that is not of its type, or one that the contract does not know. */
final class JsonProblem {
    private JsonProblem() {}

    /** @return MALFORMED {@code json.malformed}, {@code json.type} or {@code request.unknown-member}, or TOO_LARGE {@code json.limits} */
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
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(field, unknown, where, persianWhere);
        }
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

    /** Says which members there are: the contract is public, and mostly a letter is wrong. */
    private static Refusal unknown(String field, UnrecognizedPropertyException e, String where, String persianWhere) {
        String known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return new Refusal(
                Kind.MALFORMED,
                "request.unknown-member",
                field,
                "There is no member " + field + where + "; beside it there may be: " + known + ".",
                "عضوی به نام " + field + " نیست" + persianWhere + "؛ در این جا این‌ها می‌آید: " + known + ".");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
