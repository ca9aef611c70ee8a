package city.pishkhan.api.journal;

import java.util.List;

/** Terms for the journal's events, both those of cases ({@link JournaledEvents}) and those of the hub itself. */
public interface EventTerms {

    /**
     * A term for an event.
     *
     * @param code    as {@link Journal.Entry#event}
     * @param english a few words
     * @param persian the same in Persian
     */
    record EventTerm(String code, String english, String persian) {}

    /** All terms, by code. */
    List<EventTerm> all();
}
