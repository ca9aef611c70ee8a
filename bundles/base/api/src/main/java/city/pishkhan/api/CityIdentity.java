package city.pishkhan.api;

import city.pishkhan.messages.Text;
import org.jspecify.annotations.Nullable;

/** Name, emblem and signatory of the city, for certificates, receipts and public pages. */
@FunctionalInterface
public interface CityIdentity {

    /** Returns the current identity. */
    Identity identity();

    /**
     * The identity of a city.
     *
     * @param name           name of the municipality
     * @param unit           department that issues certificates; empty if none is configured
     * @param signatoryName  name of the person who is responsible for certificates; empty if none is configured
     * @param signatoryTitle office of that person; empty if none is configured
     * @param emblem         sanitised SVG without scripts and references, or {@code null}
     */
    record Identity(Text name, Text unit, String signatoryName, String signatoryTitle, @Nullable String emblem) {}
}
