package city.pishkhan.api.agencies;

import java.util.List;

/** What agencies that work in the hosted worklist say again and again, as they published it: data of the city. */
public interface AgencyPhrases {

    /** An agency that published nothing. */
    Phrases NONE = new Phrases(List.of(), List.of());

    /** A condition of an approval by its code. */
    record Condition(String code, String en, String fa) {}

    /**
     * A reason by the verdict that it goes with.
     *
     * @param verdict {@code reject}, {@code need-more-information} or {@code extend}
     * @param en      may be {@code null}
     */
    record Reason(String verdict, String en, String fa) {}

    /** All of an agency, in the order of the file. */
    record Phrases(List<Condition> conditions, List<Reason> reasons) {}

    /** @return {@link #NONE} for an agency of which the file says nothing */
    Phrases of(String agency);
}
