package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A witness's file: one or more seals, each in the form of {@link CanonicalJson#write(Seal)} or as {@code {"seal": …}}. */
public final class WitnessFile {

    private WitnessFile() {}

    /**
     * Reads the seals.
     *
     * @return one or more seals
     * @throws IOException if the file cannot be read or has another form
     */
    public static List<Seal> read(Path file) throws IOException {
        List<Seal> seals = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                CanonicalJson.MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                seals.add(CanonicalJson.seal(value.has("seal") ? value.get("seal") : value));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (seals.isEmpty()) {
            throw new IOException(file + " contains no seal");
        }
        return seals;
    }
}
