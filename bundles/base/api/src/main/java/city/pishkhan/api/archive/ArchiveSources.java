package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * External archives of the city ({@code city.pishkhan.spi.ArchiveSource}), which the hub queries in addition to its
 * own. Results are cached for a while. Without external archives there is no overhead. The caller must have checked
 * that the user has a case of the property, and passes only paper kinds that the user may see.
 */
public interface ArchiveSources {

    /** State of a source with respect to a query. */
    enum State {
        /** the result is from the source's latest answer */
        ANSWERED,
        /** the source is being queried; an earlier answer, if there is one, is returned */
        ASKED,
        /** the source does not answer; an earlier answer, if there is one, is returned */
        SILENT
    }

    /**
     * A source and the age of its result.
     *
     * @param name  short and stable
     * @param title title for people
     * @param at    time of the source's answer; {@code null} if it never answered
     */
    record SourceStatus(String name, String title, State state, @Nullable Instant at) {}

    /**
     * A sheet that an external archive has and the hub's archive does not have.
     *
     * @param sheet  sheet of the property; {@link Papers.Sheet#size} is 0 if the source does not know it
     * @param source name of the source
     */
    record Offer(Papers.Sheet sheet, String source) {}

    /**
     * Offered sheets of all sources.
     *
     * @param sources all sources, by name
     */
    record SourceOffers(List<Offer> offers, List<SourceStatus> sources) {
        /** No offers and no sources. */
        public static final SourceOffers NONE = new SourceOffers(List.of(), List.of());

        public SourceOffers {
            offers = List.copyOf(offers);
            sources = List.copyOf(sources);
        }
    }

    /**
     * Returns the sources' sheets of a property: those of the newest document of each kind in each source. Sources without a
     * recent answer are queried.
     *
     * @param property renovation code
     * @param kinds    paper kinds
     * @param waits    {@code true} to wait shortly for the sources, outside any transaction; {@code false} to query them in the
     *                 background
     */
    SourceOffers queryOffers(String property, Set<String> kinds, boolean waits);

    /**
     * Imports an offered sheet into the hub's archive, so that {@link Papers#requireUsable} finds it. The sheet is fetched, compared
     * with its hash, checked like an upload, and stored with its origin. Must be called outside any transaction. Does nothing if
     * the sheet is not offered or is already in the hub's archive.
     *
     * @param caseId case that needs the sheet
     * @throws Refusal UNAVAILABLE if the source does not deliver it now, CONFLICT if the received bytes are not this sheet
     */
    void fetch(Caller office, UUID caseId, String property, Set<String> kinds, String sha256);

    /** Returns {@code true} if there are external archives. */
    boolean hasSources();
}
