package city.pishkhan.api.journal;

import java.util.List;

/** What people call the events that the journal has, of cases ({@link JournaledEvents}) and of the hub itself. */
public interface EventTerms {

    /** @param code as {@link Journal.Entry#event} @param english a few words @param persian the same */
    record EventTerm(String code, String english, String persian) {}

    /** All, by code. */
    List<EventTerm> all();
}
