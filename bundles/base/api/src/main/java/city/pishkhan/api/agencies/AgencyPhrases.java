package city.pishkhan.api.agencies;

import java.util.List;

/** Standard conditions and reasons of agencies that use the hosted worklist, as each agency published them; data of the city. */
public interface AgencyPhrases {

    /** Phrases of an agency that published none. */
    Phrases NONE = new Phrases(List.of(), List.of());

    /** A standard condition of an approval. */
    record Condition(String code, String en, String fa) {}

    /**
     * A standard reason for a verdict.
     *
     * @param verdict {@code reject}, {@code need-more-information} or {@code extend}
     * @param en      may be {@code null}
     */
    record Reason(String verdict, String en, String fa) {}

    /** All phrases of an agency, in the order of the file. */
    record Phrases(List<Condition> conditions, List<Reason> reasons) {}

    /**
     * Returns an agency's phrases.
     *
     * @return {@link #NONE} for an agency that the file does not contain
     */
    Phrases forAgency(String agency);
}
