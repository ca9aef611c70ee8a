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

/**
 * Cases by any facets, newest first, in a time that does not grow with the city. What an index gives in that order is asked for at once; all else by
 * slices of cases, larger and larger, until the page is full or time is up. Then the page is shorter, and its cursor is where the next one goes on.
 */
final class FacetSearch {
    /** That a page takes, but for the slice that is being read then. */
    private static final Duration PATIENCE = Duration.ofMillis(80);

    private static final int SMALLEST = 500;
    private static final int LARGEST = 8_000;
    private static final String CASES = " from cases.case_file c";
    /**
     * A case's id and its opening are of one moment, but transactions overlap and clocks of nodes differ: among so many neighbours in time the
     * highest id, or the lowest, is found.
     */
    private static final int NEIGHBOURS = 1_000;

    private final Handle sql;
    private final Facets facets;
    private final Paging paging;

    FacetSearch(Handle sql, Facets facets, Paging paging) {
        this.sql = sql;
        this.facets = facets;
        this.paging = paging;
    }

    Page<Summary> page() {
        return indexed() ? paging.page(found(null, paging.from(), paging.limit()), Summary::id) : slices();
    }

    /** A number and a property have few cases; the lists of an office or a district, whole or by state, have indexes of their own. */
    private boolean indexed() {
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
        long end = System.nanoTime() + PATIENCE.toNanos();
        UUID last = earliest();
        UUID below = least(paging.from(), latest());
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

    /** The id down to which a slice of so many cases reaches; {@code null} if there are no more of them. */
    private UUID lowest(UUID below, UUID last, int size) {
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

    private List<Summary> found(UUID lowest, UUID below, int limit) {
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

    /** Above the newest case that was opened in time; what ended before a moment was opened before it. */
    private UUID latest() {
        Instant to = facets.openedTo() == null ? facets.endedTo() : facets.openedTo();
        return to == null
                ? null
                : sql.createQuery("select id from (select id from cases.case_file where opened < :to::timestamptz"
                                + " order by opened desc, id desc limit " + NEIGHBOURS + ") c order by id desc limit 1")
                        .bind("to", to)
                        .mapTo(UUID.class)
                        .findFirst()
                        .map(newest -> new UUID(newest.getMostSignificantBits(), -1L))
                        .orElse(new UUID(0, 0));
    }

    /** The oldest case that was opened in time. */
    private UUID earliest() {
        return facets.openedFrom() == null
                ? null
                : sql.createQuery("select id from (select id from cases.case_file where opened >= :from::timestamptz"
                                + " order by opened, id limit " + NEIGHBOURS + ") c order by id limit 1")
                        .bind("from", facets.openedFrom())
                        .mapTo(UUID.class)
                        .findFirst()
                        .orElse(new UUID(-1L, -1L));
    }

    private static UUID least(UUID one, UUID other) {
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
