package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Archives of the city that stay where they are ({@code city.pishkhan.spi.ArchiveSource}), beside the hub's own. What they say is kept for a while. A city
 * without any pays nothing. The caller has authorised whoever asks by a case of the property, and names the kinds for which the archive opens to it.
 */
public interface ArchiveSources {

    /** How a source stands to a question. */
    enum State {
        /** what it said is told */
        ANSWERED,
        /** it is being asked; what it said before, if it did, is told */
        ASKED,
        /** it does not answer; what it said before, if it did, is told */
        SILENT
    }

    /**
     * A source, and of when it is what is told of it.
     *
     * @param name  short and stable
     * @param title what people call it
     * @param at    when it said what is told; {@code null} if it never did
     */
    record Standing(String name, String title, State state, Instant at) {}

    /**
     * A sheet that a source has and the hub has not.
     *
     * @param sheet  of the property; {@link Papers.Sheet#size} is 0 where the source does not know it
     * @param source its name
     */
    record Offer(Papers.Sheet sheet, String source) {}

    /** @param sources all that there are, by name */
    record Answer(List<Offer> offers, List<Standing> sources) {
        public static final Answer NONE = new Answer(List.of(), List.of());

        public Answer {
            offers = List.copyOf(offers);
            sources = List.copyOf(sources);
        }
    }

    /**
     * What sources have of a property: the sheets of each one's newest document of each kind. Those that have said nothing lately are asked.
     *
     * @param property renovation code
     * @param kinds    of papers
     * @param waits    whether the caller waits for them a moment, outside any transaction; else they are asked meanwhile
     */
    Answer held(String property, Set<String> kinds, boolean waits);

    /**
     * Makes a sheet that is offered one of the hub's own, so that {@link Papers#usable} finds it: fetched, held against its hash, examined as an upload is, and
     * kept with where it came from. Outside any transaction. Does nothing for a sheet that is not offered, or is the hub's already.
     *
     * @param caseId for which it is wanted
     * @throws Refusal UNAVAILABLE if the source does not give it out now, CONFLICT if what came is no such sheet
     */
    void fetch(Caller office, UUID caseId, String property, Set<String> kinds, String sha256);

    /** Whether there are any. */
    boolean any();
}
