package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a witness kept: one seal, or one after the other, each as {@link CanonicalJson#write(Seal)} gives it or as {@code {"seal": …}}. */
public final class WitnessFile {

    private WitnessFile() {}

    /**
     * @return at least one seal
     * @throws IOException if the file cannot be read or is not of that form
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
            throw new IOException(file + " holds no seal");
        }
        return seals;
    }
}
