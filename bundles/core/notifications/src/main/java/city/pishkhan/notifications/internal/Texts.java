package city.pishkhan.notifications.internal;

import city.pishkhan.api.cases.Tracking.StageName;
import city.pishkhan.api.cases.Tracking.Subject;
import city.pishkhan.api.journal.JournaledEvents;
import city.pishkhan.api.rules.StageKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events that are announced to citizens, and their message texts. The texts are data of the city and validated when they are read. */
final class Texts {

    /** Thrown for a file with mistakes. Its message names the entry and the rule. */
    static final class InvalidTexts extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidTexts(String message) {
            super(message);
        }
    }

    private record File(List<Entry> texts) {}

    /**
     * @param kind kind of the stages to which the text applies, or {@code null} if the text applies to the event in any
     *     stage
     */
    private record Entry(String event, String kind, String fa) {}

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{5,}");
    private static final Set<String> KNOWN = Set.of("service", "stage", "tracking");
    private static final String TRACKING = "tracking";
    private static final int LONGEST = 200;
    /** assumed maximum length of a placeholder's value */
    private static final int LONGEST_VALUE = 30;

    private final List<Entry> entries;

    private Texts(List<Entry> entries) {
        this.entries = entries;
    }

    /** @throws InvalidTexts with all mistakes of the file */
    static Texts read(String yaml) throws InvalidTexts {
        File file;
        try {
            file = YAML.readValue(yaml, File.class);
        } catch (JsonProcessingException e) {
            throw new InvalidTexts("line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        if (file == null || file.texts == null) {
            throw new InvalidTexts("the file has no list 'texts'");
        }
        List<String> mistakes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < file.texts.size(); i++) {
            Entry entry = file.texts.get(i);
            String place = "text " + (i + 1);
            if (entry == null || entry.event == null || entry.fa == null) {
                mistakes.add(place + ": event and fa are required");
                continue;
            }
            check(entry, place + " (" + entry.event + ")", mistakes);
            if (!seen.add(entry.event + " " + entry.kind)) {
                mistakes.add(place + ": " + entry.event + " exists twice");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidTexts(String.join("; ", mistakes));
        }
        return new Texts(List.copyOf(file.texts));
    }

    private static void check(Entry entry, String place, List<String> mistakes) {
        if (!JournaledEvents.all().contains(entry.event)) {
            mistakes.add(place + ": unknown event of a case; events are " + new TreeSet<>(JournaledEvents.all()));
        }
        if (entry.kind != null && kind(entry.kind).isEmpty()) {
            mistakes.add(place + ": unknown kind of stage " + entry.kind);
        }
        Set<String> used = new HashSet<>();
        Matcher braces = BRACES.matcher(entry.fa);
        while (braces.find()) {
            used.add(braces.group(1));
        }
        used.stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> mistakes.add(place + ": {" + name + "} is unknown; placeholders are " + KNOWN));
        String words = BRACES.matcher(entry.fa).replaceAll("");
        if (!used.contains(TRACKING)) {
            mistakes.add(place + ": {tracking} is missing");
        }
        if (words.contains("{") || words.contains("}") || words.chars().anyMatch(Character::isISOControl)) {
            mistakes.add(place + ": unmatched brace, or a character that phones cannot display");
        }
        if (NUMBER.matcher(words).find()) {
            mistakes.add(place + ": a text must not contain numbers of five or more digits");
        }
        if (words.length() + used.size() * LONGEST_VALUE > LONGEST + LONGEST_VALUE) {
            mistakes.add(place + ": longer than " + LONGEST + " characters");
        }
    }

    private static Optional<StageKind> kind(String word) {
        for (StageKind kind : StageKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    boolean isAnnounced(String event) {
        return entries.stream().anyMatch(e -> e.event.equals(event));
    }

    /**
     * Returns the message text for an event; empty if the event is not announced.
     *
     * @param stage id of the event's stage, or {@code null}
     */
    Optional<String> text(String event, @Nullable String stage, Subject subject) {
        StageName named = stage == null ? null : subject.stages().get(stage);
        return entries.stream()
                .filter(e -> e.event.equals(event))
                .filter(e -> e.kind == null || named != null && kind(e.kind).orElseThrow() == named.kind())
                .findFirst()
                .map(e -> e.fa.replace("{service}", subject.serviceFa())
                        .replace("{stage}", named == null ? "" : named.titleFa())
                        .replace("{tracking}", subject.code()));
    }

    int size() {
        return entries.size();
    }
}
