package city.pishkhan.cases.internal.views;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight.Facets;
import city.pishkhan.persistence.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Search for cases by any combination of facets, newest first, in bounded time. A search that an index supports is one query. Other
 * searches read slices of cases, of growing size, until the page is full or the time limit is reached. In the latter case the page is
 * shorter, and its cursor continues the search.
 */
final class FacetSearch {
    /** Time limit of a page; a slice that is being read is finished. */
    private static final Duration TIME_LIMIT = Duration.ofMillis(80);

    private static final int SMALLEST = 500;
    private static final int LARGEST = 8_000;
    private static final String CASES = " from cases.case_file c";
    /**
     * Number of cases, in order of opening time, among which the highest or lowest id is searched. Ids may not follow
     * the opening times exactly, because transactions overlap and the clocks of nodes differ.
     */
    private static final int ID_SEARCH_RANGE = 1_000;

    private final Handle sql;
    private final Facets facets;
    private final Paging paging;

    FacetSearch(Handle sql, Facets facets, Paging paging) {
        this.sql = sql;
        this.facets = facets;
        this.paging = paging;
    }

    Page<Summary> page() {
        return isIndexed() ? paging.page(found(null, paging.from(), paging.limit()), Summary::id) : slices();
    }

    /**
     * Returns {@code true} if an index supports the search. Searches by number or subject are always supported. Searches for all cases,
     * for approved cases, or by office or district are supported without a service, stage, agency, rule set or dates.
     */
    private boolean isIndexed() {
        boolean listed = facets.office() != null || facets.district() != null;
        boolean ordered = Stream.of(
                        facets.service(),
                        facets.stage(),
                        facets.agency(),
                        facets.ruleSet(),
                        facets.openedFrom(),
                        facets.openedTo(),
                        facets.endedFrom(),
                        facets.endedTo())
                .allMatch(facet -> facet == null);
        return facets.number() != null
                || facets.subject() != null
                || ordered && (listed || facets.state() == null || facets.state() == State.APPROVED);
    }

    private Page<Summary> slices() {
        long end = System.nanoTime() + TIME_LIMIT.toNanos();
        UUID last = earliest();
        UUID below = smaller(paging.from(), latest());
        List<Summary> found = new ArrayList<>();
        int size = SMALLEST;
        while (true) {
            UUID lowest = lowest(below, last, size);
            found.addAll(found(lowest == null ? last : lowest, below, paging.limit() - found.size()));
            if (found.size() >= paging.limit() || lowest == null) {
                return paging.page(found, Summary::id);
            }
            if (System.nanoTime() > end) {
                return new Page<>(found, lowest.toString());
            }
            below = lowest;
            size = Math.min(2 * size, LARGEST);
        }
    }

    /** The lowest id of the next slice, or {@code null} if fewer cases than the slice size are left. */
    private @Nullable UUID lowest(@Nullable UUID below, @Nullable UUID last, int size) {
        Conditions slice = new Conditions();
        if (facets.office() != null) {
            slice.and("office = :office", "office", facets.office());
        } else {
            slice.and("district = :district", "district", facets.district());
        }
        return slice.below("id", below)
                .and("id >= :last", "last", last)
                .query(sql, "select id" + CASES, "order by id desc offset :size limit 1")
                .bind("size", size - 1)
                .mapTo(UUID.class)
                .findFirst()
                .orElse(null);
    }

    private List<Summary> found(@Nullable UUID lowest, @Nullable UUID below, int limit) {
        return wanted().below("id", below)
                .and("id >= :lowest", "lowest", lowest)
                .query(sql, CaseViewAssembler.LINE + CASES, "order by c.id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> CaseViewAssembler.summary(row))
                .list();
    }

    private Conditions wanted() {
        return new Conditions()
                .constant("state", facets.state())
                .and("number = :number", "number", facets.number())
                .and("subject = :subject", "subject", facets.subject())
                .and("service = :service", "service", facets.service())
                .and("office = :office", "office", facets.office())
                .and("district = :district", "district", facets.district())
                .and("stage = :stage", "stage", facets.stage())
                .and("rule_set = :ruleSet", "ruleSet", facets.ruleSet())
                .and(
                        "exists (select from cases.inquiry i where i.case_id = c.id and i.agency = :agency)",
                        "agency",
                        facets.agency())
                .and("opened >= :openedFrom::timestamptz", "openedFrom", facets.openedFrom())
                .and("opened < :openedTo::timestamptz", "openedTo", facets.openedTo())
                .and("ended >= :endedFrom::timestamptz", "endedFrom", facets.endedFrom())
                .and("ended < :endedTo::timestamptz", "endedTo", facets.endedTo());
    }

    /**
     * Upper limit of the ids of matching cases, or {@code null} if the search has no end date. A case that ended before
     * a date was also opened before that date.
     */
    private @Nullable UUID latest() {
        Instant to = facets.openedTo() == null ? facets.endedTo() : facets.openedTo();
        return to == null
                ? null
                : sql.createQuery("select id from (select id from cases.case_file where opened < :to::timestamptz"
                                + " order by opened desc, id desc limit " + ID_SEARCH_RANGE
                                + ") c order by id desc limit 1")
                        .bind("to", to)
                        .mapTo(UUID.class)
                        .findFirst()
                        .map(newest -> new UUID(newest.getMostSignificantBits(), -1L))
                        .orElse(new UUID(0, 0));
    }

    /**
     * Id of the oldest case that was opened in the requested period, or {@code null} if the search has no start date.
     */
    private @Nullable UUID earliest() {
        return facets.openedFrom() == null
                ? null
                : sql.createQuery("select id from (select id from cases.case_file where opened >= :from::timestamptz"
                                + " order by opened, id limit " + ID_SEARCH_RANGE + ") c order by id limit 1")
                        .bind("from", facets.openedFrom())
                        .mapTo(UUID.class)
                        .findFirst()
                        .orElse(new UUID(-1L, -1L));
    }

    private static @Nullable UUID smaller(@Nullable UUID one, @Nullable UUID other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high < 0
                        || high == 0
                                && Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits())
                                        < 0
                ? one
                : other;
    }
}
