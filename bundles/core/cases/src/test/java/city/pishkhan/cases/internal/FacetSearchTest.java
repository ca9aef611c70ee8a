package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight.Facets;
import city.pishkhan.persistence.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facet search over many cases, most of them ended; {@code -Dfacets.cases=1000000} simulates a large city. Rare and old cases must be
 * found exactly once across all pages. The times of pages are logged, not asserted.
 */
class FacetSearchTest {
    private static final Logger LOG = LoggerFactory.getLogger(FacetSearchTest.class);
    private static final int CASES = Integer.getInteger("facets.cases", 12_000);
    private static final int RARE = 4;
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(2);
    /** one case in a thousand is refused; the first cases are at a stage of their own; every hundredth has an inquiry to one agency */
    private static final String COPIES =
            """
            with made as (
                select n, :begin::timestamptz + n * interval '2 minutes' as at from generate_series(1, :cases) n
            ), known as (
                select n, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
                    || '8' || lpad(to_hex(n), 15, '0'))::uuid as id from made
            )
            insert into cases.case_file
            select r.* from known, cases.case_file c, jsonb_populate_record(c, jsonb_build_object(
                'id', known.id, 'number', 'copy-' || n, 'tracking', 'copy-' || n, 'subject', '1-1-1-1-' || n || '-0-0', 'special_request', null,
                'state', case when n % 1000 = 0 then 'REFUSED' when n % 50 = 1 then 'WAITING' else 'APPROVED' end,
                'stage', case when n <= :rare then 'hearing' else 'permit' end, 'district', n % 22 + 1, 'office', (1000 + n % 300)::text,
                'opened', at, 'ended', case when n % 50 = 1 then null else at + interval '10 days' end)) r
             where c.id = :from
            """;

    private static final String INQUIRIES =
            """
            insert into cases.inquiry
            select r.* from cases.case_file c, cases.inquiry i, jsonb_populate_record(i, jsonb_build_object(
                'id', gen_random_uuid(), 'case_id', c.id, 'state', 'ANSWERED', 'agency', case when c.stage = 'hearing' then 'museum' else 'fire' end)) r
             where i.case_id = :from and i.agency = 'fire' and (c.stage = 'hearing' or right(c.number, 2) = '00') and c.number like 'copy-%'
            """;

    private static CasesHarness hub;

    @BeforeAll
    static void fill() {
        hub = new CasesHarness(TestStore.start().dataSource(), (tx, journal) -> new SmallCityRules());
        UUID model = PermitCase.inquiring(hub, 8).id;
        hub.tx.run(sql -> {
            sql.createUpdate(COPIES)
                    .bind("begin", BEGIN)
                    .bind("cases", CASES)
                    .bind("rare", RARE)
                    .bind("from", model)
                    .execute();
            sql.createUpdate(INQUIRIES).bind("from", model).execute();
        });
        hub.tx.run(sql -> sql.execute("analyze cases.case_file, cases.inquiry"));
    }

    private static Facets facets(
            String office, Integer district, State state, String stage, String agency, Instant from, Instant to) {
        return new Facets(
                null, null, "building-permit", office, district, state, stage, agency, null, from, to, null, null);
    }

    /** Reads all pages in sequence, as a browser does. */
    private static List<UUID> all(Facets facets, List<Long> millis) {
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            long begin = System.nanoTime();
            Page<Summary> page = hub.watch.search(facets, cursor, 50);
            millis.add((System.nanoTime() - begin) / 1_000_000);
            page.items().forEach(line -> found.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @Test
    void findsRareCasesPageByPage() {
        Instant old = BEGIN.plus(STEP.multipliedBy(RARE)).plusMillis(1);
        Map<Facets, Integer> counts = new LinkedHashMap<>();
        counts.put(facets(null, null, null, "hearing", null, null, null), RARE);
        counts.put(facets(null, null, null, null, "museum", null, null), RARE);
        counts.put(facets(null, null, null, null, null, null, old), RARE);
        counts.put(facets(null, null, State.REFUSED, "permit", null, null, null), CASES / 1000);
        counts.put(facets(null, 7, null, "hearing", null, null, null), 0);
        counts.put(facets("1001", 2, null, "hearing", null, null, null), 1);
        counts.put(facets(null, null, State.REFUSED, "hearing", null, BEGIN, old), 0);
        List<Long> millis = new ArrayList<>();
        counts.forEach((facets, count) -> {
            List<UUID> found = all(facets, millis);
            assertEquals(count.intValue(), found.size(), facets::toString);
            assertEquals(count.longValue(), found.stream().distinct().count(), facets::toString);
        });
        millis.sort(null);
        LOG.info(
                "Facets over {} cases: {} pages, median {} ms, p95 {} ms, slowest {} ms",
                CASES,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get((int) (millis.size() * 0.95)),
                millis.get(millis.size() - 1));
    }

    @Test
    void resultsAreSortedByOpening() {
        Instant to = BEGIN.plus(STEP.multipliedBy(CASES / 2));
        Facets waiting = facets(null, null, State.WAITING, null, null, null, to);
        List<Summary> newest = new ArrayList<>();
        String cursor = null;
        do {
            Page<Summary> page = hub.watch.search(waiting, cursor, 50);
            newest.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && newest.size() < 50);
        assertTrue(newest.size() >= 50, newest::toString);
        for (int i = 1; i < newest.size(); i++) {
            assertTrue(newest.get(i).opened().isBefore(newest.get(i - 1).opened()));
        }
        assertTrue(newest.get(0).opened().isBefore(to));
        assertTrue(newest.get(0).opened().isAfter(to.minus(STEP.multipliedBy(51))));
    }
}
