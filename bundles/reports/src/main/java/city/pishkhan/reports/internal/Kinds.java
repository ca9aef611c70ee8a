package city.pishkhan.reports.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.ViolationReports.Kind;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What can be reported: a closed list that is the city's, checked when it is read. */
final class Kinds {

    private record File(List<Entry> kinds) {}

    private record Entry(String code, String en, String fa) {}

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private final Map<String, Kind> byCode;

    private Kinds(Map<String, Kind> byCode) {
        this.byCode = byCode;
    }

    /** @throws IllegalArgumentException naming the file, the entry and the rule that it breaks */
    static Kinds of(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException naming the entry and the rule that it breaks */
    static Kinds read(String yaml) {
        File file;
        try {
            file = YAML.readValue(yaml, File.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
        if (file == null || file.kinds == null || file.kinds.isEmpty()) {
            throw new IllegalArgumentException("the list 'kinds' is missing or empty");
        }
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Entry entry : file.kinds) {
            String place = "kind " + (kinds.size() + 1);
            require(entry != null, place + " is empty");
            require(entry.code != null && CODE.matcher(entry.code).matches(), place + ": code is e.g. extra-floor");
            require(entry.en != null && !entry.en.isBlank(), place + " (" + entry.code + ") has no title en");
            require(entry.fa != null && !entry.fa.isBlank(), place + " (" + entry.code + ") has no title fa");
            Kind before = kinds.put(entry.code, new Kind(entry.code, entry.en.strip(), entry.fa.strip()));
            require(before == null, place + ": " + entry.code + " is there twice");
        }
        return new Kinds(kinds);
    }

    private static void require(boolean holds, String mistake) {
        if (!holds) {
            throw new IllegalArgumentException(mistake);
        }
    }

    List<Kind> all() {
        return List.copyOf(byCode.values());
    }

    /** A code of long ago that the file has no more is its own title. */
    Kind of(String code) {
        return byCode.getOrDefault(code, new Kind(code, code, code));
    }

    /** @throws Refusal INVALID naming all there are */
    Kind checked(String code) {
        Kind kind = byCode.get(code == null ? "" : code.strip());
        if (kind == null) {
            String codes = String.join(", ", byCode.keySet());
            throw Refusal.invalid(
                    "value.unknown", "kind", "kind is one of " + codes + ".", "kind یکی از این‌هاست: " + codes + ".");
        }
        return kind;
    }
}
