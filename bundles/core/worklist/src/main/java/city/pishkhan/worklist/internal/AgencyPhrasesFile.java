package city.pishkhan.worklist.internal;

import city.pishkhan.api.agencies.AgencyPhrases;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link AgencyPhrases}: reads the agencies' phrases from a YAML file. A changed file is read again on the next call;
 * if it is invalid, the previous phrases stay in effect.
 */
@Component(service = AgencyPhrases.class, configurationPid = "city.pishkhan.worklist.phrases")
@Designate(ocd = AgencyPhrasesFile.Config.class)
public final class AgencyPhrasesFile implements AgencyPhrases {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyPhrasesFile.class);
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> VERDICTS = Set.of("reject", "need-more-information", "extend");
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_TEXT = 4_000;
    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** Configuration of the file of phrases, PID {@code city.pishkhan.worklist.phrases}. */
    @ObjectClassDefinition(name = "Pishkhan worklist phrases")
    public @interface Config {
        @AttributeDefinition(
                description = "YAML file with agencies' standard conditions and reasons for the hosted worklist")
        String file() default "etc/worklist/phrases.yaml";
    }

    private final Path file;
    private Map<String, Phrases> all = Map.of();
    private FileTime read = NEVER;

    @Activate
    public AgencyPhrasesFile(Config config) {
        this(Path.of(config.file()));
    }

    AgencyPhrasesFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Phrases forAgency(String agency) {
        refresh();
        return all.getOrDefault(agency, NONE);
    }

    private void refresh() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                read = changed;
                all = parsed(Files.readString(file));
            }
        } catch (NoSuchFileException e) {
            read = NEVER;
            all = Map.of();
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "{} is rejected: line {}: {}",
                    file,
                    e.getLocation() == null ? "?" : e.getLocation().getLineNr(),
                    e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is rejected: {}", file, e.getMessage());
        }
    }

    /** @throws IllegalArgumentException naming the agency and the invalid entry */
    private static Map<String, Phrases> parsed(String yaml) throws JsonProcessingException {
        Map<String, Phrases> given = YAML.readValue(yaml, new TypeReference<TreeMap<String, Phrases>>() {});
        Map<String, Phrases> clean = new TreeMap<>();
        if (given != null) {
            given.forEach((agency, phrases) -> clean.put(agency, validate(agency, phrases)));
        }
        return clean;
    }

    private static Phrases validate(String agency, Phrases phrases) {
        if (phrases == null) {
            return NONE;
        }
        List<Condition> conditions = phrases.conditions() == null ? List.of() : phrases.conditions();
        List<Reason> reasons = phrases.reasons() == null ? List.of() : phrases.reasons();
        for (int i = 0; i < conditions.size(); i++) {
            Condition one = conditions.get(i);
            require(
                    one != null
                            && isValidText(one.code(), LONGEST_CODE)
                            && isValidText(one.en(), LONGEST_TEXT)
                            && isValidText(one.fa(), LONGEST_TEXT),
                    agency + ": condition " + (i + 1) + " must have code, en and fa");
        }
        for (int i = 0; i < reasons.size(); i++) {
            Reason one = reasons.get(i);
            require(
                    one != null
                            && one.verdict() != null
                            && VERDICTS.contains(one.verdict())
                            && isValidText(one.fa(), LONGEST_TEXT),
                    agency + ": reason " + (i + 1) + " must have a verdict of "
                            + VERDICTS.stream().sorted().toList() + " and fa");
        }
        return new Phrases(List.copyOf(conditions), List.copyOf(reasons));
    }

    private static boolean isValidText(String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException(problem);
        }
    }
}
